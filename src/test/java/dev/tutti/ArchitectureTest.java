package dev.tutti;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.nio.file.Files;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The picture of the house as rules: wings, rooms and fences. A new room is a new line in {@link #HOUSE}. */
@AnalyzeClasses(packages = "dev.tutti", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private record Wing(String name, List<String> rooms) {}

    /** The wings in order; each uses only those before it. */
    private static final List<Wing> HOUSE = List.of(
            new Wing("words", List.of("setting", "chat", "catalogue", "plan")),
            new Wing("sense", List.of("feature", "evidence", "budget", "policy")),
            new Wing("memory", List.of("outcome", "modelstore", "tenancy", "store")),
            new Wing("serving", List.of("provider", "trust", "execution", "decision", "routing")),
            new Wing("learning", List.of("promise", "rollout", "training", "drift", "audit", "insight")),
            new Wing("edge", List.of("identity", "http", "console", "cli", "bench", "practice")));

    private static final Pattern ROOM = Pattern.compile("(dev\\.tutti\\.[^.]+\\.[^.]+).*");

    @ArchTest
    static final ArchRule aWingUsesOnlyTheWingsBeforeIt = wingsInOrder();

    @ArchTest
    static final ArchRule everyClassLivesInARoomOfTheTable = classes()
            .should()
            .resideInAnyPackage(rooms())
            .because("a room that the table does not know is a room that no rule guards");

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching("dev.tutti.(*).(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule decisionNeverUsesExecution = noClasses()
            .that()
            .resideInAPackage("dev.tutti.serving.decision..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tutti.serving.execution..")
            .allowEmptyShould(true)
            .because("a decision is a value; what the prompt changes in a stop rule travels in the plan");

    @ArchTest
    static final ArchRule executionNeverUsesDecision = noClasses()
            .that()
            .resideInAPackage("dev.tutti.serving.execution..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tutti.serving.decision..")
            .allowEmptyShould(true)
            .because("a decision is a value; what the prompt changes in a stop rule travels in the plan");

    @ArchTest
    static final ArchRule senseIsPure = noClasses()
            .that()
            .resideInAPackage("dev.tutti.sense..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.nio.channels..", "io.vertx..")
            .allowEmptyShould(true)
            .because("serving, training and off-policy evaluation replay the same functions and must agree");

    @ArchTest
    static final ArchRule jaxRsOnlyInEdge = onlyIn(
            "HTTP is a wire form; the rooms behind the edge speak words",
            resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy.."),
            "edge");

    /**
     * In edge the bench is a client of Tutti itself (and brings its bare proxy), the commands call a running service,
     * practice may stand in for an upstream, and identity fetches an identity provider's keys: none of the four is a
     * second way to a provider of models.
     */
    @ArchTest
    static final ArchRule outboundHttpOnlyInProvider = onlyIn(
            "limit, breaker, retry and meter stand before every call that costs money",
            outboundHttp(),
            "serving.provider",
            "edge.bench",
            "edge.cli",
            "edge.identity",
            "edge.practice");

    @ArchTest
    static final ArchRule tokensOnlyInIdentity = onlyIn(
            "who reads tokens must be read for what it believes: one room can be",
            resideInAPackage("org.jose4j.."),
            "edge.identity");

    @ArchTest
    static final ArchRule tribuoOnlyInTrainingAndModelStore = onlyIn(
            "what a router model is made of is the business of those who make and read it",
            resideInAPackage("org.tribuo.."),
            "learning.training",
            "memory.modelstore");

    @ArchTest
    static final ArchRule faultToleranceOnlyInProviderAndExecution = onlyIn(
            "a guard that wraps a guard multiplies retries",
            resideInAnyPackage(
                    "io.smallrye.faulttolerance..",
                    "org.eclipse.microprofile.faulttolerance..",
                    "io.quarkus.smallrye.faulttolerance.."),
            "serving.provider",
            "serving.execution");

    @ArchTest
    static final ArchRule tracesOnlyWhereRequestsAndCallsBeginAndEnd = onlyIn(
            "whatever tells a trace something must be read for what users wrote: two rooms can be",
            resideInAPackage("io.opentelemetry.."),
            "serving.execution",
            "edge.http");

    @ArchTest
    static final ArchRule jdbcOnlyInStore = onlyIn(
            "the other rooms of memory are interfaces, so that SQLite can be PostgreSQL",
            resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite.."),
            "memory.store");

    @ArchTest
    static final ArchRule cachesOnlyWhereSomethingIsCached = onlyIn(
            "what is remembered must be bounded and known: a cache is a decision, not a habit",
            resideInAPackage("com.github.benmanes.caffeine.."),
            "sense.evidence",
            "serving.decision",
            "serving.routing",
            "memory.outcome",
            "memory.store",
            "edge.identity");

    @ArchTest
    static final ArchRule timeAndChanceComeInThroughTheConstructor = noClasses()
            .should()
            .accessTargetWhere(ambientTimeOrChance())
            .allowEmptyShould(true)
            .because("tests run in virtual time with a known seed; take an InstantSource or a RandomGenerator");

    @ArchTest
    static final ArchRule oneClassOfARoomReadsTheSystemClock = classes()
            .should(callSystemClockFromOneClassOfTheRoom())
            .allowEmptyShould(true)
            .because("a room wires itself in one place");

    /** A soak tells where its log and rows are, for those who want to see why something broke. */
    @ArchTest
    static final ArchRule temporaryFoldersAreWorkFolders = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.tutti.edge.bench.WorkFolder")
            .and()
            .doNotHaveFullyQualifiedName("dev.tutti.edge.bench.SoakCommand")
            .should()
            .accessTargetWhere(temporaryFile())
            .because("what nobody deletes piles up; a WorkFolder is gone when the work ends");

    private static ArchRule wingsInOrder() {
        LayeredArchitecture wings =
                layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        for (Wing wing : HOUSE) {
            wings = wings.layer(wing.name()).definedBy("dev.tutti." + wing.name() + "..");
        }
        for (int i = 0; i < HOUSE.size(); i++) {
            String[] before = HOUSE.subList(0, i).stream().map(Wing::name).toArray(String[]::new);
            String wing = HOUSE.get(i).name();
            wings = before.length == 0
                    ? wings.whereLayer(wing).mayNotAccessAnyLayer()
                    : wings.whereLayer(wing).mayOnlyAccessLayers(before);
        }
        return wings;
    }

    private static String[] rooms() {
        return HOUSE.stream()
                .flatMap(wing -> wing.rooms().stream().map(room -> "dev.tutti." + wing.name() + "." + room + ".."))
                .toArray(String[]::new);
    }

    /** A fence: only the given rooms (below dev.tutti) use what is fenced in. */
    private static ArchRule onlyIn(String reason, DescribedPredicate<JavaClass> fenced, String... rooms) {
        String[] inside =
                List.of(rooms).stream().map(room -> "dev.tutti." + room + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideOutsideOfPackages(inside)
                .should()
                .dependOnClassesThat(fenced)
                .allowEmptyShould(true)
                .because(reason);
    }

    private static DescribedPredicate<JavaClass> outboundHttp() {
        DescribedPredicate<JavaClass> vertxClient = new DescribedPredicate<>("are an HTTP client of Vert.x") {
            @Override
            public boolean test(JavaClass type) {
                return type.getPackageName().startsWith("io.vertx.")
                        && (type.getSimpleName().startsWith("HttpClient")
                                || type.getSimpleName().startsWith("WebClient"));
            }
        };
        return vertxClient
                .or(resideInAnyPackage(
                        "java.net.http..", "io.vertx.ext.web.client..", "io.vertx.mutiny.ext.web.client.."))
                .or(assignableTo(java.net.URLConnection.class));
    }

    private static DescribedPredicate<JavaAccess<?>> ambientTimeOrChance() {
        return new DescribedPredicate<>("ask the system for time or chance, or sleep") {
            private final Map<String, Set<String>> banned = Map.of(
                    "java.time.Instant", Set.of("now"),
                    "java.time.LocalDate", Set.of("now"),
                    "java.time.LocalDateTime", Set.of("now"),
                    "java.time.OffsetDateTime", Set.of("now"),
                    "java.time.ZonedDateTime", Set.of("now"),
                    "java.lang.System", Set.of("currentTimeMillis"),
                    "java.lang.Thread", Set.of("sleep"),
                    "java.lang.Math", Set.of("random"),
                    "java.util.concurrent.ThreadLocalRandom", Set.of("current"));

            @Override
            public boolean test(JavaAccess<?> call) {
                return banned.getOrDefault(call.getTargetOwner().getName(), Set.of())
                        .contains(call.getName());
            }
        };
    }

    private static DescribedPredicate<JavaAccess<?>> temporaryFile() {
        return new DescribedPredicate<>("make a temporary file or folder") {
            @Override
            public boolean test(JavaAccess<?> call) {
                return call.getTargetOwner().isEquivalentTo(Files.class)
                        && call.getName().startsWith("createTemp");
            }
        };
    }

    private static ArchCondition<JavaClass> callSystemClockFromOneClassOfTheRoom() {
        return new ArchCondition<>("read the system clock from at most one class of their room") {
            private final Map<String, Set<String>> readers = new HashMap<>();

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Matcher room = ROOM.matcher(type.getName());
                boolean reads = type.getAccessesFromSelf().stream().anyMatch(ArchitectureTest::asksSystemClock);
                if (reads && room.matches()) {
                    readers.computeIfAbsent(room.group(1), _ -> new HashSet<>()).add(outermost(type));
                }
            }

            @Override
            public void finish(ConditionEvents events) {
                readers.forEach((room, types) -> {
                    if (types.size() > 1) {
                        events.add(SimpleConditionEvent.violated(room, room + " reads the system clock in " + types));
                    }
                });
            }
        };
    }

    private static boolean asksSystemClock(JavaAccess<?> call) {
        return (call.getTargetOwner().isEquivalentTo(Clock.class)
                        && call.getName().startsWith("system"))
                || (call.getTargetOwner().isEquivalentTo(InstantSource.class)
                        && call.getName().equals("system"));
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type.getName());
    }
}
