package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole protocol in this program, on tiny made-up sets of every shape that the format allows. */
class RoutingBenchTest {
    private static final String PRICES = """
            {"cheap": {"input": 1, "output": 1}, "twin": {"input": 1, "output": 1}, "dear one": {"input": 10, "output": 10}}""";

    @TempDir
    private Path folder;

    private final StringWriter printed = new StringWriter();

    @Test
    void binaryScoresWithAnswersAndTokensFillEveryColumn() throws IOException {
        SetResult result = run(set(90, RoutingBenchTest::answered));

        assertThat(result.contenders()).containsAll(RoutingTable.COLUMNS);
        assertThat(table(result)).doesNotContain("NaN").contains("self-moa-seq");
        assertThat(result.reached(StrongestSingle.NAME, Wish.Title.AT_QUALITY.words()))
                .get()
                .extracting(reached -> reached.share().mean())
                .isEqualTo(1.0);
    }

    @Test
    void gradedScoresWithoutAnswersAndTokensHaveNoAgreementRule() throws IOException {
        SetResult result = run(set(90, (prompt, arms) -> {
            arm(arms, "cheap", 0.25 + 0.5 * (prompt % 2)).put("cost_usd", 0.001);
            arm(arms, "twin", 0.5).put("cost_usd", 0.002);
            arm(arms, "dear one", 0.9).put("cost_usd", 0.01);
        }));

        assertThat(result.has(BestAgreementRule.NAME)).isFalse();
        assertThat(table(result)).contains(RoutingTable.NOT_MEASURABLE).doesNotContain("NaN");
        assertThat(RoutingJson.of(List.of(result))
                        .at("/sets/0/columns/" + BestAgreementRule.NAME)
                        .isNull())
                .isTrue();
    }

    @Test
    void twoModelsWithoutAnswersHaveGainsOverTheWayBetweenThem() throws IOException {
        SetResult result = run(set(90, (prompt, arms) -> {
            arm(arms, "cheap", prompt % 2);
            arm(arms, "dear one", 1);
        }));

        assertThat(result.apgr(StaticMixContender.NAME)).isPresent();
        assertThat(table(result)).contains("APGR").contains("CPT 80 %");
    }

    @Test
    void aSingleArmIsNothingToRouteAndIsTold() throws IOException {
        SetResult result = run(set(40, (prompt, arms) -> arm(arms, "dear one", prompt % 2)));

        assertThat(result.aiq(TuttiContender.FULL_INFORMATION)).isEmpty();
        assertThat(table(result)).doesNotContain("NaN");
    }

    @Test
    void aPlanWhoseCallsAllFailedStaysAPlan() throws IOException {
        RecordedSet set = set(40, (prompt, arms) -> {
            arm(arms, "cheap", 1);
            ObjectNode calls =
                    arm(arms, "plan", prompt % 2).put("cost_usd", 0.5).putObject("calls");
            if (prompt > 0) {
                calls.putArray("hidden").add(5).add(5);
            }
        });

        assertThat(set.models()).containsExactly("cheap", "plan");
        assertThat(set.votes()).isEmpty();
    }

    @Test
    void aPackedFileIsReadLikeAPlainOne() throws IOException {
        RecordedSet plain = set(40, RoutingBenchTest::answered);
        Path packed = folder.resolve("packed.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(folder.resolve("made_outcomes.jsonl")));
        }

        RecordedSet read = RecordedSet.read(packed, folder.resolve("prices.json"));

        assertThat(read.prompts()).isEqualTo(plain.prompts());
    }

    @Test
    void aPackedFileThatIsCutOffIsNamed() throws IOException {
        set(400, RoutingBenchTest::answered);
        Path packed = folder.resolve("cut.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(folder.resolve("made_outcomes.jsonl")));
        }
        byte[] whole = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> RecordedSet.read(packed, folder.resolve("prices.json")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut.jsonl.gz, after line ")
                .hasMessageContaining("broken or cut off");
    }

    @Test
    void aTuttiThatKnowsAllAnswersLearnsWhichTasksNeedTheDearModel() throws IOException {
        SetResult result = run(set(500, (prompt, arms) -> {
            arm(arms, "cheap", prompt % 2);
            arm(arms, "dear one", 1);
        }));

        SetResult.Reached tutti = result.reached(TuttiContender.FULL_INFORMATION, Wish.Title.AT_QUALITY.words())
                .orElseThrow();

        assertThat(printed.toString()).contains("full information: training published");
        assertThat(tutti.point().quality()).isGreaterThan(0.98);
        assertThat(tutti.share().mean()).isBetween(0.4, 0.7);
    }

    @Test
    void theSameSeedGivesTheSameFigures() throws IOException {
        RecordedSet set = set(120, RoutingBenchTest::answered);

        assertThat(figures(run(set))).isEqualTo(figures(run(set)));
    }

    @Test
    void foldsSideBySideComeInTheirOrder() throws IOException {
        RecordedSet set = set(60, RoutingBenchTest::answered);

        new RoutingBench(new RoutingWays.Replayed(), 5, 42, new PrintWriter(printed, true)).run(set, 3);

        assertThat(printed.toString()).containsSubsequence("fold 1 of 5", "fold 2 of 5", "fold 3 of 5");
    }

    @Test
    void aSetTooSmallForItsFoldsIsNamed() {
        assertThatThrownBy(() -> run(set(3, RoutingBenchTest::answered)))
                .isInstanceOf(Folds.TooFew.class)
                .hasMessageContaining("made: 3 prompts");
    }

    @Test
    void aSetIsDrawnAsLinesAndPoints() throws IOException {
        Path drawn = RoutingPlot.write(run(set(90, RoutingBenchTest::answered)), folder);

        assertThat(drawn).hasFileName("frontier-made.svg");
        assertThat(Files.readString(drawn))
                .startsWith("<?xml")
                .contains("<svg")
                .contains("</svg>")
                .doesNotContain("NaN");
    }

    private SetResult run(RecordedSet set) throws IOException {
        return new RoutingBench(new RoutingWays.Replayed(), 5, 42, new PrintWriter(printed, true)).run(set, 1);
    }

    private String table(SetResult result) {
        StringWriter table = new StringWriter();
        new RoutingTable(List.of(result)).print(new PrintWriter(table, true));
        return table.toString();
    }

    /** Without what the machine decides. */
    private static JsonNode figures(SetResult result) {
        ObjectNode all = RoutingJson.of(List.of(result));
        all.at("/sets/0/columns").forEach(column -> {
            if (column instanceof ObjectNode figures) {
                figures.remove("decision_ms");
            }
        });
        return all;
    }

    /** The cheap ones agree and are right on every other prompt; where they differ both are wrong. */
    private static void answered(int prompt, ObjectNode arms) {
        boolean easy = prompt % 2 == 0;
        arm(arms, "cheap", easy ? 1 : 0).put("in", 10).put("out", 20).put("a", easy ? "4" : "5");
        arm(arms, "twin", easy ? 1 : 0).put("in", 10).put("out", 20).put("a", easy ? "4" : "6");
        arm(arms, "dear one", 1).put("in", 10).put("out", 20).put("a", "4");
    }

    private static ObjectNode arm(ObjectNode arms, String name, double score) {
        return arms.putObject(name).put("q", score);
    }

    private RecordedSet set(int prompts, BiConsumer<Integer, ObjectNode> arms) {
        String lines = IntStream.range(0, prompts)
                .mapToObj(prompt -> line(prompt, arms))
                .collect(Collectors.joining("\n"));
        try {
            Path data = Files.writeString(folder.resolve("made_outcomes.jsonl"), lines, StandardCharsets.UTF_8);
            return RecordedSet.read(data, Files.writeString(folder.resolve("prices.json"), PRICES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(int prompt, BiConsumer<Integer, ObjectNode> arms) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("prompt", "Question " + prompt + " of its kind").put("category", prompt % 2 == 0 ? "sums" : "proofs");
        arms.accept(prompt, line.putObject("arms"));
        return line.toString();
    }
}
