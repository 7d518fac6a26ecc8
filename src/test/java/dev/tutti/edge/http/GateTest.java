package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class GateTest {

    static final List<JavaMethod> ENDPOINTS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.tutti.edge").stream()
                    .filter(type -> type.isAnnotatedWith(Path.class))
                    .map(JavaClass::getMethods)
                    .flatMap(methods -> methods.stream())
                    .filter(method -> method.getAnnotations().stream()
                            .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class)))
                    .toList();

    @Test
    void everyEndpointSaysWhoMayCallItAndThisIsTheWholeMatrix() {
        assertThat(ENDPOINTS.stream().map(GateTest::entry))
                .containsExactlyInAnyOrder(
                        "ChatResource.complete CHAT",
                        "MessagesResource.answer CHAT",
                        "ResponsesResource.answer CHAT",
                        "EmbeddingsResource.embed CHAT",
                        "DryRunResource.route CHAT",
                        "FeedbackResource.score FEEDBACK LABEL",
                        "InsightsResource.report READ",
                        "TrainingResource.start ADMIN",
                        "TrainingResource.status READ ADMIN",
                        "TrainingResource.cancel ADMIN",
                        "ImportResource.importRows LABEL ADMIN",
                        "KeysResource.create ADMIN",
                        "KeysResource.list ADMIN",
                        "KeysResource.revoke ADMIN",
                        "ModelsResource.list CHAT READ",
                        "ModelsResource.one CHAT READ",
                        "ModelsResource.release ADMIN",
                        "OutcomesResource.list READ",
                        "OutcomesResource.one READ",
                        "OutcomesResource.delete ADMIN",
                        "OutcomesResource.deleteAll ADMIN",
                        "PacingResource.pacing READ ADMIN",
                        "BudgetsResource.budgets READ ADMIN",
                        "RouterResource.router READ ADMIN",
                        "VersionsResource.versions READ ADMIN",
                        "VersionsResource.promote ADMIN",
                        "VersionsResource.rollback ADMIN",
                        "ConsoleResource.page open",
                        "ConsoleResource.style open",
                        "ConsoleResource.script open",
                        "DescriptionResource.description open",
                        "DescriptionResource.yaml open",
                        "DescriptionResource.json open",
                        "SwaggerUiResource.page open",
                        "SwaggerUiResource.start open",
                        "SwaggerUiResource.style open",
                        "SwaggerUiResource.script open");
    }

    /** Who is asked for a key may wait: for the store of keys, or for an identity provider. */
    @Test
    void nobodyIsAskedForAKeyOnAnEventLoop() {
        assertThat(ENDPOINTS)
                .filteredOn(method -> !method.isAnnotatedWith(Open.class))
                .allMatch(method -> method.isAnnotatedWith(RunOnVirtualThread.class)
                        || method.getOwner().isAnnotatedWith(RunOnVirtualThread.class));
    }

    private static String entry(JavaMethod method) {
        String name = method.getOwner().getSimpleName() + "." + method.getName() + " ";
        if (method.isAnnotatedWith(Open.class)) {
            return name + "open";
        }
        return name + (method.isAnnotatedWith(Needs.class) ? scopes(method) : "nobody");
    }

    private static String scopes(JavaMethod method) {
        return Arrays.stream(method.getAnnotationOfType(Needs.class).value())
                .map(Enum::name)
                .collect(Collectors.joining(" "));
    }
}
