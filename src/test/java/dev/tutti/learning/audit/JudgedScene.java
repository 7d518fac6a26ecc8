package dev.tutti.learning.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.learning.training.LoggedWorld;
import dev.tutti.memory.outcome.HeapOutcomeLog;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.RunOrder;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Endpoint;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Single;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers of c/strong, and of whom audits ask, before judges that reply as a test says. Five models of five families: the
 * strongest two that wrote no answer judge it, d/fourth and e/fifth before all others.
 */
final class JudgedScene {
    static final ModelId FOURTH = new ModelId("d/fourth");
    static final ModelId FIFTH = new ModelId("e/fifth");
    static final Usd COST = Usd.of("0.00001");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ANSWER = Pattern.compile("--- \\w{16} (?:\\w+ )?answer\n(.*)\n");
    private static final Pattern CODE = Pattern.compile("marker lines that carry the code (\\w{16})\\.");

    final HeapOutcomeLog log = new HeapOutcomeLog();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    /** The models that judged, in order. */
    final ConcurrentLinkedQueue<ModelId> judged = new ConcurrentLinkedQueue<>();

    final ConcurrentLinkedQueue<Seen> seen = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<RunOrder> orders = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();
    final Map<String, String> settings =
            new HashMap<>(Map.of("tutti.judges.enabled", "true", "tutti.judges.rate", "1"));

    Verifiers verifiers = Verifiers.NONE;
    ModelFilter permitted = ModelFilter.ALL;
    Set<Ability> needs = Set.of();
    Instant now = LoggedWorld.NOW;
    /** So many of the five are in the catalogue. */
    int models = 5;

    /** Answered by c/strong alone. */
    final OutcomeRow served = LoggedWorld.rows(1).getFirst().row();

    private final Map<ModelId, Function<Seen, String>> replies = new HashMap<>();
    private final AuditQueue queue = new AuditQueue(new AuditQueue.Room(1, 100, 10_000_000), broken::add, () -> {});

    /** What a judge was shown: the code to repeat, and the answers as they stood in the question. */
    record Seen(String prompt, String code, List<String> answers) {
        String score(double score) {
            return "{\"code\":\"%s\",\"reason\":\"because\",\"score\":%s}".formatted(code, score);
        }

        String pair(double first, double second) {
            return "{\"code\":\"%s\",\"reason\":\"because\",\"first\":%s,\"second\":%s}".formatted(code, first, second);
        }

        /** By what each answer says, wherever it stands. */
        String by(Map<String, Double> grades) {
            return answers.size() == 1
                    ? score(grades.get(answers.getFirst()))
                    : pair(grades.get(answers.getFirst()), grades.get(answers.getLast()));
        }
    }

    /** Judges as they are when nobody sets anything. */
    static Judges off() {
        JudgedScene scene = new JudgedScene();
        scene.settings.clear();
        return scene.judges();
    }

    JudgedScene says(ModelId judge, Function<Seen, String> reply) {
        replies.put(judge, reply);
        return this;
    }

    JudgedScene both(Function<Seen, String> reply) {
        return says(FOURTH, reply).says(FIFTH, reply);
    }

    Catalogue catalogue() {
        return new Catalogue(
                "1",
                List.of(
                                model("a/cheap", "a", "1"),
                                model("b/second", "b", "2"),
                                model("c/strong", "c", "3"),
                                model("d/fourth", "d", "50"),
                                model("e/fifth", "e", "40"))
                        .subList(0, models));
    }

    private static CatalogueModel model(String id, String family, String output) {
        Endpoint endpoint = new Endpoint(
                URI.create("http://127.0.0.1:1/v1"),
                id,
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(9),
                4);
        return new CatalogueModel(
                new ModelId(id),
                Price.perMillion("0", output),
                new Tokens(100_000),
                new Tokens(4000),
                Set.of(),
                family,
                SizeClass.SMALL,
                Trust.TRUSTED,
                Origin.LIVE,
                Optional.empty(),
                endpoint);
    }

    <T> T settings(Class<T> room) {
        return new SmallRyeConfigBuilder()
                .withMapping(room)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withSources(new PropertiesConfigSource(settings, "a test", 100))
                .build()
                .getConfigMapping(room);
    }

    Judges judges() {
        JudgeSettings judging = settings(JudgeSettings.class);
        AuditSettings auditing = settings(AuditSettings.class);
        return new Judges(
                judging,
                catalogue(),
                new JudgeCalls(this::answer, log, catalogue(), auditing, clocks()),
                AuditBudget.ofJudges(Usd.of(judging.maxUsdPerDay()), () -> now, log),
                labels(),
                new JudgeMeters(meters),
                new Random(1));
    }

    private AuditLabels labels() {
        return new AuditLabels(verifiers, log, () -> now);
    }

    private Auditor.Clocks clocks() {
        return new Auditor.Clocks(() -> now, () -> 0);
    }

    /** The request of {@link #served} ends with that answer; returns when nothing runs in its background any more. */
    void finish(String answer) throws InterruptedException {
        if (log.find(served.id()).isEmpty()) {
            log.append(served);
        }
        AuditSettings auditing = settings(AuditSettings.class);
        new Auditor(
                        this::answer,
                        log,
                        catalogue(),
                        auditing,
                        new Auditor.Witnesses(_ -> {}, labels(), judges()),
                        clocks(),
                        new Auditor.Room(AuditBudget.ofAudits(Usd.of(auditing.maxUsdPerDay()), () -> now, log), queue))
                .finished(request(), new RoutedAnswer.Finished(served, said(answer), null));
        settle();
    }

    /** One worker, first in first out: the second stands behind all calls of an audit. */
    private void settle() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        queue.submit(1, load -> load.submit(done::countDown));
        if (!done.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the background never came to rest");
        }
    }

    private Ending answer(RunOrder order, Object stream) {
        orders.add(order);
        order.ledger().reserve(COST).orElseThrow().settle(COST);
        ModelId model = ((Single) order.plan()).model();
        Matcher code = CODE.matcher(order.request().messages().getFirst().text());
        if (!code.find()) {
            return said("answer of " + model);
        }
        Seen shown = shown(order.request().messages().getFirst().text(), code.group(1));
        judged.add(model);
        seen.add(shown);
        Function<Seen, String> reply = replies.get(model);
        if (reply == null) {
            throw new AssertionError("nobody said what " + model + " replies");
        }
        return said(reply.apply(shown));
    }

    private static Seen shown(String prompt, String code) {
        List<String> answers = new ArrayList<>();
        Matcher lines = ANSWER.matcher(prompt);
        while (lines.find()) {
            try {
                answers.add(JSON.readValue(lines.group(1), String.class));
            } catch (JsonProcessingException e) {
                throw new AssertionError("an answer is no JSON string", e);
            }
        }
        return new Seen(prompt, code, answers);
    }

    private static Ending said(String text) {
        Answer answer = new Answer(text, "stop", "served", Usage.of(1, 1), Optional.empty());
        return new Ending.Answered(answer, List.of(), List.of(), COST);
    }

    RoutedRequest request() {
        return request(served.id());
    }

    RoutedRequest request(RequestId id) {
        RoutingOptions auto = RoutingOptions.of(new Selector.Auto());
        RoutingOptions options = new RoutingOptions(
                auto.selector(),
                auto.qualityTarget(),
                auto.maxCost(),
                auto.maxLatency(),
                Optional.of("sums"),
                auto.strategies(),
                permitted,
                auto.whenInfeasible(),
                auto.explore(),
                auto.explain(),
                auto.session());
        Message message = new Message(Role.USER, "hello", JsonNodeFactory.instance.objectNode());
        ChatRequest chat = new ChatRequest(
                List.of(message), OptionalLong.of(20), 1, false, false, needs, JsonNodeFactory.instance.objectNode());
        return new RoutedRequest(id, new Caller(KeyId.ANONYMOUS, Set.of()), chat, options, new CancelSignal());
    }

    LabelledRow row(String id) {
        return log.find(new RequestId(id)).orElseThrow();
    }

    double counted(String result) {
        return meters.get("tutti.judgements").tag("result", result).counter().count();
    }
}
