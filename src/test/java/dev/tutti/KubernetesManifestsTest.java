package dev.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the manifests under {@code k8s/base} promise, read as files: no cluster is needed, and kubectl for one test alone. */
class KubernetesManifestsTest {
    private static final Path BASE = Path.of("k8s", "base");

    private final YAMLMapper yaml = new YAMLMapper();

    @Test
    void everyListedResourceExistsAndEveryManifestIsListed() throws IOException {
        JsonNode kustomization = read("kustomization.yaml").getFirst();

        List<String> listed = new ArrayList<>();
        kustomization.path("resources").forEach(name -> listed.add(name.asText()));
        kustomization.path("configMapGenerator").get(0).path("files").forEach(name -> listed.add(name.asText()));

        try (Stream<Path> files = Files.list(BASE)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("kustomization.yaml")))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void kustomizeRendersEveryResourceIntoTheNamespace(@TempDir Path folder) throws Exception {
        Path rendered = folder.resolve("rendered.yaml");
        Process kubectl;
        try {
            kubectl = new ProcessBuilder("kubectl", "kustomize", BASE.toString())
                    .redirectOutput(rendered.toFile())
                    .redirectError(folder.resolve("errors").toFile())
                    .start();
        } catch (IOException absent) {
            assumeThat(absent).as("no kubectl here to render with").isNull();
            return;
        }

        int status = kubectl.waitFor();

        assertThat(status).as(Files.readString(folder.resolve("errors"))).isZero();
        List<JsonNode> documents = read(rendered);
        assertThat(documents)
                .extracting(document -> document.path("kind").asText())
                .containsExactlyInAnyOrder(
                        "Namespace",
                        "ServiceAccount",
                        "Service",
                        "Service",
                        "Service",
                        "StatefulSet",
                        "CronJob",
                        "NetworkPolicy",
                        "ConfigMap");
        assertThat(documents)
                .filteredOn(document -> !document.path("kind").asText().equals("Namespace"))
                .allSatisfy(document ->
                        assertThat(document.at("/metadata/namespace").asText()).isEqualTo("tutti"));
    }

    @Test
    void theOneReplicaHasItsOwnVolumeForBothDataFolders() throws IOException {
        JsonNode spec = read("statefulset.yaml").getFirst().path("spec");

        assertThat(spec.path("replicas").asInt()).isEqualTo(1);
        assertThat(spec.path("volumeClaimTemplates")
                        .get(0)
                        .path("metadata")
                        .path("name")
                        .asText())
                .isEqualTo("data");
        assertThat(environment(router(spec), "TUTTI_MODEL_STORE")).startsWith("/data/");
        assertThat(environment(router(spec), "TUTTI_TRAINING_DATA")).startsWith("/data/");
    }

    @Test
    void everyContainerIsLockedDownAndLimited() throws IOException {
        List<JsonNode> containers = new ArrayList<>();
        JsonNode pod = read("statefulset.yaml").getFirst().at("/spec/template/spec");
        pod.path("containers").forEach(containers::add);
        pod.path("initContainers").forEach(containers::add);
        JsonNode job = read("cronjob.yaml").getFirst().at("/spec/jobTemplate/spec/template/spec");
        job.path("containers").forEach(containers::add);

        assertThat(containers).hasSize(3).allSatisfy(container -> {
            JsonNode security = container.path("securityContext");
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").isMissingNode()).isFalse();
        });
        assertThat(Stream.of(pod, job))
                .allSatisfy(spec -> assertThat(
                                spec.at("/securityContext/runAsNonRoot").asBoolean())
                        .isTrue());
    }

    @Test
    void theProbesAskTheManagementPortAndLivenessIsNotReadiness() throws IOException {
        JsonNode router = router(read("statefulset.yaml").getFirst().path("spec"));

        Map.of("startup", "started", "liveness", "live", "readiness", "ready").forEach((kind, path) -> {
            JsonNode get = router.path(kind + "Probe").path("httpGet");
            assertThat(get.path("path").asText()).isEqualTo("/q/health/" + path);
            assertThat(get.path("port").asText()).isEqualTo("management");
        });
    }

    @Test
    void theCronJobAsksTheServiceToTrainAndNeverTwiceAtOnce() throws IOException {
        JsonNode spec = read("cronjob.yaml").getFirst().path("spec");

        assertThat(spec.path("concurrencyPolicy").asText()).isEqualTo("Forbid");
        assertThat(spec.at("/jobTemplate/spec/template/spec/containers/0/command")
                        .toString())
                .contains("POST", "http://tutti/v1/router/training");
    }

    @Test
    void noPodReachesTheCloudsMetadataAddress() throws IOException {
        assertThat(read("networkpolicy.yaml")
                        .getFirst()
                        .path("spec")
                        .path("egress")
                        .toString())
                .contains("169.254.0.0/16");
    }

    private static JsonNode router(JsonNode statefulSetSpec) {
        return statefulSetSpec.at("/template/spec/containers/0");
    }

    private static String environment(JsonNode container, String name) {
        for (JsonNode entry : container.path("env")) {
            if (entry.path("name").asText().equals(name)) {
                return entry.path("value").asText();
            }
        }
        throw new AssertionError("no environment variable " + name);
    }

    private List<JsonNode> read(String file) throws IOException {
        return read(BASE.resolve(file));
    }

    private List<JsonNode> read(Path file) throws IOException {
        try (MappingIterator<JsonNode> documents =
                yaml.readerFor(JsonNode.class).readValues(file.toFile())) {
            return documents.readAll();
        }
    }
}
