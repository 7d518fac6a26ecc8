package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tutti.learning.audit.QuarantineWatch;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.serving.provider.Play;
import dev.tutti.serving.provider.PlayScript;
import dev.tutti.serving.provider.Plays;
import dev.tutti.serving.provider.StubUpstream;
import dev.tutti.serving.trust.Quarantine;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault of an upstream, in every strategy, streamed and not, through the whole program and over real sockets on
 * both sides. Whatever happens: the answer can be read and keeps to the contract, nothing stays reserved, no call runs
 * on at the upstream, and one row says how it ended, what it cost and what was served.
 *
 * <p>"Streamed" is what the client wants. Upstream, only the call that writes the answer itself is ever streamed: a single
 * one or an aggregator. Proposers, samples and the steps of a cascade are asked for whole answers whatever the client
 * wants, so of the two columns of {@link Fault} only the first concerns them; each case watches that it stays so.
 */
@QuarkusTest
@TestProfile(FaultProfile.class)
@WithTestResource(FaultStub.class)
class FaultMatrixTest {
    private static final Play GOOD = PlayScript.play("answer 42");
    /** Where everybody is slow, several time-outs follow one another; silence alone shows that. */
    private static final List<String> SLOW = List.of("stall 42", "drip 50 42");

    private static final int MANY = 1_000;
    private static final Duration SOON = Duration.ofMillis(500);
    /** Of 10 prompt and 5 completion tokens at 1 and 2 USD a million. */
    private static final Usd TOLD = Usd.of("0.00002");

    /** Of 10 prompt and 500 completion tokens. */
    private static final Usd EXCESS = Usd.of("0.00101");
    /** The 50 tokens that each request allows; the prompt comes on top. */
    private static final Usd LEAST_RESERVED = Usd.of("0.0001");

    /** Each strategy with one member of that model. */
    enum Panel {
        SINGLE("{'strategy':'single','model':'%s'}"),
        SELF_MOA("{'strategy':'self-moa','model':'%s','samples':3,'aggregator':'good/agg'}"),
        /** A window of three samples, then one of two beside the first synthesis. */
        SELF_MOA_SEQ("{'strategy':'self-moa-seq','model':'%s','samples':5,'window':3,'reserved':1,"
                + "'aggregator':'good/agg'}"),
        /** Two samples, then more while they do not agree. */
        ADAPTIVE("{'strategy':'self-moa','model':'%s','samples':{'adaptive':{'least':2,'most':4}},"
                + "'aggregator':'good/agg'}"),
        MIXED_MOA("{'strategy':'mixed-moa','proposers':['%s','good/a','good/b'],'aggregator':'good/agg'}"),
        CASCADE("{'strategy':'cascade','steps':['%s','good/a','good/b'],'agree':2}");

        private final String plan;

        Panel(String plan) {
            this.plan = plan;
        }

        String with(String model) {
            return plan.formatted(model);
        }

        /** Whether all proposals are samples of one model. */
        boolean samples() {
            return this == SELF_MOA || this == SELF_MOA_SEQ || this == ADAPTIVE;
        }

        /** How many calls are on their way before the first of them ends. */
        int atOnce() {
            return switch (this) {
                case SINGLE, CASCADE -> 1;
                case ADAPTIVE -> 2;
                case SELF_MOA, SELF_MOA_SEQ, MIXED_MOA -> 3;
            };
        }
    }

    private static Optional<RequestId> before = Optional.empty();

    private StubUpstream stub;

    @Inject
    OutcomeLog log;

    @Inject
    MeterRegistry meters;

    @Inject
    Quarantine quarantine;

    @Inject
    QuarantineWatch watch;

    /** Other tests share the program and its log, and a case that fails is no reason for the next one to fail. */
    @BeforeEach
    void whatWasLoggedIsOld() {
        for (List<RequestId> more = logged(); !more.isEmpty(); more = logged()) {
            before = Optional.of(more.getLast());
        }
    }

    @BeforeEach
    void allAreWell() {
        List.of("good/a", "good/b", "good/agg").forEach(model -> stub.playFor(model, GOOD));
    }

    /** Who wrote more than it was allowed is in quarantine by now, where the next case could not ask it. */
    @AfterEach
    void whoeverOverspentMayProposeAgain() {
        Fault.all().stream()
                .map(fault -> new ModelId(fault.model()))
                .filter(quarantine::holds)
                .forEach(watch::release);
    }

    static Stream<Arguments> members() {
        return Fault.all().stream()
                .flatMap(fault -> Arrays.stream(Panel.values())
                        .flatMap(panel -> Stream.of(arguments(fault, panel, false), arguments(fault, panel, true))));
    }

    @ParameterizedTest(name = "{0}, {1}, streamed: {2}")
    @MethodSource("members")
    void aFaultyMember(Fault fault, Panel panel, boolean streamed) throws Exception {
        stub.playFor(fault.model(), panel.samples() ? Plays.forOneSeed(fault.play(), GOOD) : fault.play());
        int before = stub.requests().size();

        Response response = ask(panel.with(fault.model()), streamed);

        boolean alone = panel == Panel.SINGLE;
        // Of an upstream that is not there every sample is at fault.
        boolean lost = fault.unreachable() && panel.samples();
        assertKept(
                response,
                streamed,
                alone ? fault.end(streamed) : lost ? failure(streamed) : Fault.End.ANSWER,
                fault.whole() == Fault.End.ANSWER
                        ? EndingKind.ANSWERED
                        : alone || lost ? EndingKind.FAILED : EndingKind.DEGRADED);
        assertThat(streamedTo(fault.model(), before)).allMatch(asStream -> asStream == (alone && streamed));
        assertCharged(fault, response, alone && streamed);
        assertThat(quarantine.holds(new ModelId(fault.model()))).isEqualTo(fault.charge() == Fault.Charge.EXCESS);
    }

    /** Of each request that came after so many and asked for that model: whether its answer was to be streamed. */
    private List<Boolean> streamedTo(String model, int before) {
        return stub.requests().stream()
                .skip(before)
                .map(StubUpstream.Request::body)
                .filter(body -> body.path("model").asText().equals(model))
                .map(body -> body.path("stream").asBoolean())
                .toList();
    }

    /** How a panel fails: its heartbeats are under way by then. */
    private static Fault.End failure(boolean streamed) {
        return streamed ? Fault.End.HALF : Fault.End.NOTHING;
    }

    static Stream<Arguments> aggregators() {
        return Fault.all().stream().flatMap(fault -> Stream.of(arguments(fault, false), arguments(fault, true)));
    }

    @ParameterizedTest(name = "{0}, streamed: {1}")
    @MethodSource("aggregators")
    void aFaultyAggregatorIsReplacedUnlessTheCallerHasReadItsBeginning(Fault fault, boolean streamed) throws Exception {
        stub.playFor(fault.model(), fault.play());
        String plan =
                "{'strategy':'mixed-moa','proposers':['good/a','good/b'],'aggregator':'%s'}".formatted(fault.model());

        Response response = ask(plan, streamed);

        Fault.End end = fault.end(streamed);
        assertKept(
                response,
                streamed,
                end == Fault.End.HALF ? end : Fault.End.ANSWER,
                switch (end) {
                    case ANSWER -> EndingKind.ANSWERED;
                    case NOTHING -> EndingKind.DEGRADED;
                    case HALF -> EndingKind.FAILED;
                });
        assertCharged(fault, response, streamed);
    }

    static Stream<Arguments> everybody() {
        return members()
                .filter(arguments -> arguments.get()[0] instanceof Fault fault
                        && fault.whole() != Fault.End.ANSWER
                        && !SLOW.contains(fault.script())
                        && arguments.get()[1] != Panel.SINGLE);
    }

    @ParameterizedTest(name = "{0}, {1}, streamed: {2}")
    @MethodSource("everybody")
    void aPanelOfWhichEverybodyIsFaultyFailsAloud(Fault fault, Panel panel, boolean streamed) throws Exception {
        stub.playFor(fault.model(), fault.play());
        String plan = panel.with(fault.model()).replaceAll("good/[a-z]+", fault.model());

        Response response = ask(plan, streamed);

        assertKept(response, streamed, failure(streamed), EndingKind.FAILED);
        assertCharged(fault, response, false);
    }

    private void assertKept(Response response, boolean streamed, Fault.End end, EndingKind ending) throws Exception {
        String said = response.asString();
        assertThat(said).doesNotContain("canary", "secret prompt");
        if (end == Fault.End.NOTHING) {
            assertThat(response.statusCode()).as(said).isEqualTo(502);
            Contract.assertError(said, "upstream_failed");
        } else {
            assertThat(response.statusCode()).as(said).isEqualTo(200);
        }
        OutcomeRow row = row(response);
        if (end == Fault.End.ANSWER && streamed) {
            Contract.assertStream(said, "42", row.cost());
        } else if (end == Fault.End.ANSWER) {
            Contract.assertAnswer(said, "42", row.cost());
        } else if (end == Fault.End.HALF) {
            Contract.assertBrokenStream(said, "upstream_failed");
        }
        assertThat(logged()).containsExactly(row.id());
        assertThat(row.ending()).as(said).isEqualTo(ending);
        assertThat(row.cost())
                .isEqualTo(row.calls().stream().map(CallRecord::cost).reduce(Usd.ZERO, Usd::plus));
        assertThat(meters.get("tutti.reserved.usd").gauge().value()).isZero();
        assertThat(stub.awaitIdle(SOON)).as("nothing runs on at the upstream").isTrue();
    }

    /** Of the calls of the faulty model that ran to their end. */
    private void assertCharged(Fault fault, Response response, boolean streamed) {
        List<CallRecord> calls = row(response).calls().stream()
                .filter(call -> call.model().value().equals(fault.model()))
                .filter(call -> call.status() != CallStatus.CANCELLED)
                .filter(call -> fault.whole() == Fault.End.ANSWER || call.status() != CallStatus.OK)
                .toList();
        assertThat(calls).as("calls of %s", fault.model()).isNotEmpty().allSatisfy(call -> {
            assertThat(call.status() == CallStatus.OK).isEqualTo(fault.end(streamed) == Fault.End.ANSWER);
            assertThat(call.cost()).satisfies(charged(fault.charge()));
        });
        assertServed(fault, calls, fault.end(streamed) == Fault.End.ANSWER);
    }

    /** What has answered is told by the answer, not by whom was asked; what brought no answer served nothing. */
    private static void assertServed(Fault fault, List<CallRecord> calls, boolean answered) {
        assertThat(calls)
                .allSatisfy(
                        call -> assertThat(call.servedModel().isPresent()).isEqualTo(call.status() == CallStatus.OK));
        if (answered) {
            assertThat(calls).extracting(CallRecord::servedModel).contains(Optional.of(fault.served()));
        }
    }

    private static Consumer<Usd> charged(Fault.Charge charge) {
        return switch (charge) {
            case NONE -> cost -> assertThat(cost).isEqualTo(Usd.ZERO);
            case TOLD -> cost -> assertThat(cost).isEqualTo(TOLD);
            // Samples beside the faulty one say what is so.
            case EXCESS -> cost -> assertThat(cost).isIn(EXCESS, TOLD);
            case RESERVED -> cost -> assertThat(cost).isGreaterThan(LEAST_RESERVED);
        };
    }

    private OutcomeRow row(Response response) {
        String id = response.header("x-tutti-request-id");
        assertThat(id).as(response.asString()).isNotNull();
        return log.find(new RequestId(id)).orElseThrow().row();
    }

    /** Since the case began. Ids alone: a failure that prints whole rows is of megabytes. */
    private List<RequestId> logged() {
        return log.page(after(before)).stream()
                .map(LabelledRow::row)
                .map(OutcomeRow::id)
                .toList();
    }

    private static OutcomeQuery after(Optional<RequestId> row) {
        OutcomeQuery all = OutcomeQuery.all(MANY);
        return new OutcomeQuery(
                all.from(),
                all.until(),
                all.strategy(),
                all.model(),
                all.key(),
                all.task(),
                all.auditOf(),
                row,
                all.limit());
    }

    private static Response ask(String plan, boolean streamed) {
        String body = """
                {'model':'tutti/auto','max_tokens':50,'stream':%s,'messages':[{'role':'user','content':'6 x 7?'}],
                'routing':{'plan':%s}%s}""".formatted(streamed, plan, streamed ? ",'stream_options':{'include_usage':true}" : "");
        return given().contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/v1/chat/completions");
    }
}
