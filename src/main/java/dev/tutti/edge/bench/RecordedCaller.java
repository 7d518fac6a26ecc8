package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.evidence.AnswerSketcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A client that asks recorded prompts and knows, from the recording, how good each answer was: the score of a given
 * answer is the recorded score of the model whose recorded answer equals it.
 */
public final class RecordedCaller {
    private static final String REPLAY = "replay/";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    /** Background runs are over when none is missing and that many looks in a row find none that is new. */
    private static final int QUIET_LOOKS = 3;
    /** Those that are missing are given up when nothing has come for a minute. */
    private static final int PATIENT_LOOKS = 120;
    /** So many models does one audit ask at most: the default of {@code tutti.audit.max-models}. */
    private static final int LARGEST_AUDIT = 32;

    private final ServedTutti tutti;
    private final int sideBySide;
    private final Set<String> labelledAudits = ConcurrentHashMap.newKeySet();

    /** {@code sideBySide}: requests on their way at once; with 1 the order in the log is the order of the prompts. */
    public RecordedCaller(ServedTutti tutti, int sideBySide) {
        this.tutti = tutti;
        this.sideBySide = sideBySide;
    }

    /** Asks every prompt with these routing settings; outcomes in the order of the prompts. */
    public List<Outcome> ask(List<RecordedPrompt> prompts, Function<RecordedPrompt, ObjectNode> routing) {
        return sideBySide(prompts, prompt -> ask(prompt, routing.apply(prompt)));
    }

    /** What {@code POST /v1/route} says of every prompt. */
    public List<JsonNode> dryRun(List<RecordedPrompt> prompts, Function<RecordedPrompt, ObjectNode> routing) {
        return sideBySide(
                prompts,
                prompt -> tutti.post("/v1/route", body(prompt, routing.apply(prompt)))
                        .ok());
    }

    /** Posts the recorded score of each outcome, as its user would, and of what audits ran in its background. */
    public void label(List<Outcome> outcomes) {
        sideBySide(outcomes, outcome -> {
            post(outcome.requestId(), outcome.quality());
            return outcome;
        });
    }

    /**
     * Posts the recorded score of every background run of these outcomes, once they are over; how many there were. A request
     * with one background run has the others due, since none starts without them.
     */
    public int labelAudits(List<Outcome> outcomes) {
        return labelAudits(outcomes, false);
    }

    /** The same where every request is audited ({@code tutti.audit.rate} is 1), so that one without background runs waits. */
    public int labelAllAudits(List<Outcome> outcomes) {
        return labelAudits(outcomes, true);
    }

    /** What one look at the background runs of requests found: new ones, now labelled, and those still to come. */
    private record Seen(int fresh, int missing) {
        Seen plus(Seen other) {
            return new Seen(fresh + other.fresh, missing + other.missing);
        }
    }

    private int labelAudits(List<Outcome> outcomes, boolean all) {
        int models = models();
        int labelled = 0;
        int quiet = 0;
        Seen seen = new Seen(0, 0);
        while (quiet < (seen.missing() > 0 ? PATIENT_LOOKS : QUIET_LOOKS)) {
            seen = sideBySide(outcomes, outcome -> look(outcome, models, all)).stream()
                    .reduce(new Seen(0, 0), Seen::plus);
            labelled += seen.fresh();
            quiet = seen.fresh() > 0 ? 0 : quiet + 1;
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return labelled;
    }

    private int models() {
        int models = 0;
        for (JsonNode model : tutti.get("/v1/models").ok().path("data")) {
            models += model.has("origin") ? 1 : 0;
        }
        return models;
    }

    private Seen look(Outcome outcome, int models, boolean all) {
        JsonNode row = tutti.get("/v1/outcomes/" + outcome.requestId()).ok();
        int labelled = 0;
        for (JsonNode id : row.path("audits")) {
            labelled += labelledAudits.add(id.asText()) && labelAudit(outcome, id.asText()) ? 1 : 0;
        }
        int there = row.path("audits").size();
        // A model that answered alone is not asked again.
        int due = Math.min(models, LARGEST_AUDIT) - (outcome.strategy().equals("single") ? 1 : 0);
        return new Seen(labelled, there > 0 || all ? Math.max(0, due - there) : 0);
    }

    private boolean labelAudit(Outcome outcome, String id) {
        JsonNode audit = tutti.get("/v1/outcomes/" + id).ok();
        boolean answered = audit.path("ending").asText().equals("answered");
        if (answered) {
            String model = audit.at("/plan/model").asText();
            post(id, outcome.prompt().arm(recordedName(model)).quality());
        }
        return answered;
    }

    private void post(String requestId, double score) {
        ObjectNode label = tutti.object();
        label.put("request_id", requestId)
                .put("score", score)
                .put("source", "replay")
                // Every answer gets its score, whatever it was.
                .put("randomly_sampled", true);
        tutti.post("/v1/feedback", label).ok();
    }

    private Outcome ask(RecordedPrompt prompt, ObjectNode routing) {
        JsonNode answer =
                tutti.post("/v1/chat/completions", body(prompt, routing)).ok();
        JsonNode told = answer.path("routing");
        return new Outcome(
                prompt,
                told.path("request_id").asText(),
                told.path("strategy").asText(),
                quality(prompt, answer.at("/choices/0/message/content").asText(), told.path("models")),
                told.path("cost_usd").asDouble(),
                told.path("predicted_quality").asDouble(),
                told.path("quality_basis").asText());
    }

    private ObjectNode body(RecordedPrompt prompt, ObjectNode routing) {
        ObjectNode body = tutti.object();
        body.put("model", "tutti/auto");
        body.putArray("messages").addObject().put("role", "user").put("content", prompt.text());
        body.set("routing", routing);
        return body;
    }

    /**
     * The recorded score of the model whose answer came back: the one that a replayed answer names itself by, else (single
     * letters name nobody) one whose recorded answer equals it. {@link IllegalStateException} when there is none: the score
     * would be a guess.
     */
    private static double quality(RecordedPrompt prompt, String answer, JsonNode models) {
        List<String> asked = new ArrayList<>();
        models.forEach(model -> asked.add(recordedName(model.asText())));
        // Names may begin alike: the longest is the one that is meant.
        asked.sort(Comparator.comparingInt(String::length).reversed());
        return Stream.concat(
                        asked.stream().filter(name -> answer.contains(" of " + name)),
                        asked.stream()
                                .filter(name ->
                                        equalShortAnswers(prompt.arm(name).answer(), answer)))
                .findFirst()
                .map(name -> prompt.arm(name).quality())
                .orElseThrow(
                        () -> new IllegalStateException("no model of " + models + " gave the answer that came back"));
    }

    /** Letters are replayed in the words of multiple choice, whatever the question was. */
    private static boolean equalShortAnswers(String recorded, String given) {
        return given.contains("(" + recorded + ")")
                || AnswerSketcher.sketch(recorded, "stop", false).digest()
                        == AnswerSketcher.sketch(given, "stop", false).digest();
    }

    private static String recordedName(String model) {
        return model.startsWith(REPLAY) ? model.substring(REPLAY.length()) : model;
    }

    private <A, B> List<B> sideBySide(List<A> all, Function<A, B> work) {
        try (ExecutorService pool = Executors.newFixedThreadPool(sideBySide)) {
            List<Future<B>> running =
                    all.stream().map(one -> pool.submit(() -> work.apply(one))).toList();
            List<B> done = new ArrayList<>(running.size());
            for (Future<B> future : running) {
                done.add(future.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** What came of one prompt: its score from the recording, and what Tutti says it cost and what it had expected. */
    public record Outcome(
            RecordedPrompt prompt,
            String requestId,
            String strategy,
            double quality,
            double costUsd,
            double predictedQuality,
            String qualityBasis) {}
}
