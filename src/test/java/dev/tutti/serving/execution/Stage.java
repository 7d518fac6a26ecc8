package dev.tutti.serving.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.Ledger;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Quarantined;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.serving.provider.Latencies;
import dev.tutti.serving.trust.Quarantine;
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
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.StableHash;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import dev.tutti.words.plan.StreamDraft;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run in virtual time: models a to f, the aggregator {@code agg}, {@code backup} and the untrusted {@code shady}, each
 * of a median of 1 s and a 95 % quantile of 2 s, at 1 USD per million tokens in and 2 out. After every run: nothing is
 * reserved, nothing runs, what was recorded is what was spent.
 */
final class Stage implements AnswerStream {
    static final ModelId AGG = new ModelId("agg");
    /** Without a secret, so that texts with a code in them can be written down. */
    static final Codes CODES = seed -> HexFormat.of().toHexDigits(StableHash.mix(~seed));

    private static final Prompts PROMPTS = PromptFiles.builtIn();

    final VirtualTime time = new VirtualTime();
    final ScriptedClient client = new ScriptedClient(time);
    final CancelSignal cancel = new CancelSignal();
    final List<ObjectNode> chunks = new ArrayList<>();
    final List<String> heartbeats = new ArrayList<>();
    final ObjectNode body = JsonNodeFactory.instance.objectNode();

    private final Quarantine quarantine = new Quarantine(() -> Instant.EPOCH);
    private Usd cap = Usd.of("1");
    private Duration limit = Duration.ofSeconds(30);
    private List<ModelId> fallbacks = List.of();
    private boolean streamed;
    private int choices = 1;
    private Optional<Predicate<String>> check = Optional.empty();
    private Optional<Tokens> estimate = Optional.empty();
    private Briefing briefing = Briefing.PLAIN;
    private StreamDraft draft = StreamDraft.OFF;
    /** Whether the stream throws, which it must not. */
    boolean broken;

    private Map<ModelId, CallForecast> forecasts = Map.of();
    private final Map<String, Price> prices = new HashMap<>();
    private final Map<ModelId, Double> qualities = new HashMap<>();
    private final Map<String, Long> contexts = new HashMap<>();
    final List<Long> heartbeatTimes = new ArrayList<>();
    /** Chunks for which a slow reader would have held up whoever brought them. */
    int mayHaveBlocked;

    Usd overspent = Usd.ZERO;
    private final Sampling sampling = new Sampling();
    private CallSpans spans = CallSpans.NONE;
    private Set<Ability> abilities = Set.of();
    final List<ModelId> wroteMoreThanAllowed = new ArrayList<>();
    OpenLedgers ledgers = new OpenLedgers();
    private boolean alone = true;
    final List<Hedges.Result> hedged = new ArrayList<>();
    private final Map<ModelId, Duration> slow = new HashMap<>();
    /** After how long calls of models that hardly answered were given up. */
    final Map<ModelId, Duration> givenUp = new HashMap<>();

    private Hedges hedges = hedging(0);

    Stage() {
        body.withArray("messages").addObject().put("role", "user").put("content", "What is 6 x 7?");
    }

    static List<ModelId> models(String... names) {
        return Stream.of(names).map(ModelId::new).toList();
    }

    /** A cascade of them that stops when two agree, and of which every step is expected to run. */
    static Plan agreeing(String... names) {
        List<Step> steps = models(names).stream().<Step>map(Step.Ask::new).toList();
        return new Cascade(steps, new StopRule.Agreement(2), Reliability.EQUAL, Collections.nCopies(steps.size(), 1.0));
    }

    /** Other stages run at the same time over these. */
    Stage sharing(OpenLedgers common) {
        ledgers = common;
        alone = false;
        return this;
    }

    Stage capped(String dollars) {
        cap = Usd.of(dollars);
        return this;
    }

    Stage expecting(String model, double quality) {
        qualities.put(new ModelId(model), quality);
        return this;
    }

    /** The caller wants so many answers. */
    Stage choosing(int n) {
        choices = n;
        return this;
    }

    Stage quarantining(String... names) {
        Quarantined today = new Quarantined(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(1)), 17, 0);
        quarantine.replace(models(names).stream().collect(Collectors.toMap(model -> model, _ -> today)));
        return this;
    }

    Stage within(long millis) {
        limit = Duration.ofMillis(millis);
        return this;
    }

    Stage fallingBackTo(String... names) {
        fallbacks = models(names);
        return this;
    }

    Stage overcharging(long promptTokens) {
        client.charged += promptTokens;
        return this;
    }

    /** From then on that model is late, and so large a share of proposers' calls may be hedged. */
    Stage lateAfter(String model, long millis, double share) {
        slow.put(new ModelId(model), Duration.ofMillis(millis));
        hedges = hedging(share);
        return this;
    }

    private Hedges hedging(double share) {
        return new Hedges(new HedgeSettings(true, share), latencies(), (_, result) -> hedged.add(result));
    }

    private Latencies latencies() {
        return new Latencies() {
            @Override
            public Optional<Duration> quantile(ModelId model, double quantile) {
                return Optional.ofNullable(slow.get(model));
            }

            @Override
            public Duration atLeast(ModelId model) {
                return givenUp.getOrDefault(model, Duration.ZERO);
            }
        };
    }

    Stage briefed(Briefing how) {
        briefing = how;
        return this;
    }

    /** Demands the same form as the other. */
    Stage formed(Stage other) {
        body.set("response_format", other.body.path("response_format"));
        return this;
    }

    Stage streamed() {
        streamed = true;
        return this;
    }

    Stage drafting(StreamDraft wish) {
        streamed = true;
        draft = wish;
        return this;
    }

    /** The request's task has a verifier. */
    Stage checking(Predicate<String> verifier) {
        check = Optional.of(verifier);
        return this;
    }

    /** Whoever chose the plan takes the prompt for so long. */
    Stage estimating(long tokens) {
        estimate = Optional.of(new Tokens(tokens));
        return this;
    }

    /** In dollars a million tokens. */
    Stage priced(String model, String in, String out) {
        prices.put(model, Price.perMillion(in, out));
        return this;
    }

    /** Of these models, at the prices in them. */
    Stage forecasting(Map<ModelId, CallForecast> calls) {
        forecasts = calls;
        calls.forEach((model, call) -> prices.put(model.value(), call.price()));
        return this;
    }

    /** The conversation goes on, and the model's provider keeps a prompt when asked to, at a price. */
    Stage keeping(String model, String cacheWrite) {
        Price price = new Price(Usd.of("1"), Usd.of("0.1"), Usd.of("2"), Optional.of(Usd.of(cacheWrite)));
        CallForecast usual = forecast();
        Map<ModelId, CallForecast> more = new HashMap<>(forecasts);
        more.put(
                new ModelId(model),
                new CallForecast(
                        price.writing(),
                        usual.prompt(),
                        usual.output(),
                        usual.outputP95(),
                        usual.outputP99(),
                        usual.latency(),
                        usual.latencyP95(),
                        Tokens.NONE,
                        true));
        forecasts = more;
        prices.put(model, price);
        return this;
    }

    Stage context(String model, long tokens) {
        contexts.put(model, tokens);
        return this;
    }

    /** Of every model. */
    Stage able(Ability... what) {
        abilities = Set.of(what);
        return this;
    }

    Stage on(String model, ScriptedClient.Play... plays) {
        client.on(model, plays);
        return this;
    }

    Ending run(Plan plan) {
        return run(plan, 0);
    }

    /** After so many calls of runs before. */
    Ending run(Plan plan, int before) {
        Ledger ledger = new Ledger(cap);
        long begun = time.nanos();
        RunOrder order = new RunOrder(
                new RequestId("r-1"),
                request(),
                estimate.orElseGet(() -> new Tokens(TokenEstimate.of(request()))),
                plan,
                ledger,
                Deadline.in(limit, time),
                fallbacks,
                model -> forecasts.getOrDefault(model, forecast()),
                cancel,
                briefing,
                model -> qualities.getOrDefault(model, 0.0));
        Desk desk = new Desk(
                client,
                catalogue(),
                time,
                time,
                (model, beyond, wroteMore) -> {
                    overspent = overspent.plus(beyond);
                    if (wroteMore) {
                        wroteMoreThanAllowed.add(model);
                    }
                },
                quarantine,
                hedges,
                sampling,
                ledgers,
                new Settings(),
                PROMPTS,
                CODES,
                _ -> check,
                spans);
        Ending ending = new SequentialExecutor(desk).run(order, this);
        long took = time.nanos() - begun;
        assertThat(Duration.ofNanos(took)).isLessThanOrEqualTo(limit);
        assertThat(client.running).isZero();
        assertThat(ledger.reserved()).isEqualTo(Usd.ZERO);
        if (alone) {
            assertThat(ledgers.reserved()).isEqualTo(Usd.ZERO);
        }
        assertThat(ledger.spent()).isEqualTo(ending.cost());
        assertThat(ledger.spent().minus(ledger.overspent())).isLessThanOrEqualTo(cap);
        assertThat(ending.calls()).hasSize(client.calls.size() - before);
        return ending;
    }

    /** Of a final answer, as the log keeps it. */
    AnswerSketch sketch(Answer answer) {
        return Sketches.of(request(), answer);
    }

    ChatRequest request() {
        return new ChatRequest(
                body.path("messages")
                        .valueStream()
                        .map(wire -> new Message(Role.USER, wire.path("content").asText(""), wire))
                        .toList(),
                OptionalLong.empty(),
                choices,
                streamed,
                false,
                Set.of(),
                body);
    }

    private static CallForecast forecast() {
        return new CallForecast(
                Price.perMillion("1", "2"),
                new Tokens(50),
                new Tokens(20),
                new Tokens(80),
                new Tokens(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }

    private Catalogue catalogue() {
        return new Catalogue(
                "v1",
                Stream.of("a", "b", "c", "d", "e", "f", "agg", "backup", "shady")
                        .map(this::model)
                        .toList());
    }

    private CatalogueModel model(String name) {
        return new CatalogueModel(
                new ModelId(name),
                prices.getOrDefault(name, Price.perMillion("1", "2")),
                new Tokens(contexts.getOrDefault(name, 100_000L)),
                new Tokens(1_000),
                abilities,
                "family",
                SizeClass.SMALL,
                name.equals("shady") ? Trust.UNTRUSTED : Trust.TRUSTED,
                Origin.SIMULATED,
                Optional.empty(),
                new Endpoint(
                        URI.create("http://127.0.0.1:1/v1"),
                        name,
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60),
                        10));
    }

    @Override
    public void proposing(int done, int of) {
        if (broken) {
            throw new IllegalStateException("secret sk-123");
        }
        heartbeats.add(done + "/" + of);
        heartbeatTimes.add(time.nanos());
    }

    @Override
    public void chunk(ObjectNode openAiChunk) {
        chunks.add(openAiChunk);
        mayHaveBlocked++;
    }

    @Override
    public void given(List<ObjectNode> openAiChunks) {
        chunks.addAll(openAiChunks);
    }

    @Override
    public boolean wanted() {
        return streamed;
    }

    @Override
    public StreamDraft draft() {
        return draft;
    }

    String streamedReasoning() {
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk ->
                text.append(chunk.at("/choices/0/delta/reasoning_content").asText("")));
        return text.toString();
    }

    String streamedText() {
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.at("/choices/0/delta/content").asText("")));
        return text.toString();
    }

    /** Hedging at the 95 % quantile. */
    record HedgeSettings(boolean enabled, double share) implements ExecutionSettings.Hedge {
        @Override
        public double quantile() {
            return 0.95;
        }

        @Override
        public Duration least() {
            return Duration.ofMillis(100);
        }
    }

    /** The settings' defaults. */
    record Settings() implements ExecutionSettings {
        @Override
        public double promptSafetyFactor() {
            return 1.5;
        }

        @Override
        public double quorum() {
            return 0.6;
        }

        @Override
        public double stuckAfter() {
            return 3;
        }

        @Override
        public Duration stuckAtLeast() {
            return Duration.ofSeconds(2);
        }

        @Override
        public double mostKeptBack() {
            return 0.5;
        }

        @Override
        public double proposalTemperature() {
            return 0.7;
        }

        @Override
        public int proposalCharacters() {
            return 8000;
        }

        @Override
        public Hedge hedge() {
            return new HedgeSettings(true, 0.05);
        }

        @Override
        public int correctionTokens() {
            return 400;
        }

        @Override
        public PromptSettings prompts() {
            throw new AssertionError("prompts are read when the room is wired");
        }
    }
}
