package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class SseParserPropertyTest {
    private static final String MIXED = String.join(
            "",
            "\uFEFFdata: one \u00e4\u20ac\ud83d\ude00\r\n\r\n",
            ": comment\n\n",
            "data:two\ndata: lines\n\n",
            "event: x\rid: 7\rdata: three\r\r",
            "data\n\n",
            "data:  kept blank\n\n");

    @Example
    void linesEndAnyWayAndOnlyDataCounts() {
        assertThat(new SseParser().feed(MIXED.getBytes(StandardCharsets.UTF_8)))
                .containsExactly("one \u00e4\u20ac\ud83d\ude00", "two\nlines", "three", "", " kept blank");
    }

    /** Each manner of writing events that endpoints have, and all of them mixed. */
    private static List<String> documents() {
        String usual = "data: {\"a\":\"\u00e4\u20ac\ud83d\ude00\"}\n\ndata: {\"b\":1}\n\ndata: [DONE]\n\n";
        String besideAChoice = PlayScript.usageBeside("42") + Plays.DONE;
        return List.of(
                MIXED,
                usual,
                usual.replace("\n", "\r\n"),
                usual.replace("\n", "\r"),
                usual.replace("data: ", "data:"),
                "\uFEFF" + usual,
                ": hi\n\n" + usual.replace("data: ", ": working\n:\ndata: "),
                "data: {\ndata: \"a\":\ndata:1}\n\ndata\ndata:\n\n",
                besideAChoice);
    }

    @Example
    void aCutAtAnyByteAndAtAnyTwoChangesNothing() {
        for (String document : documents()) {
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            List<String> whole = new SseParser().feed(bytes);
            assertThat(whole).isNotEmpty();
            for (int first = 0; first <= bytes.length; first++) {
                for (int second = first; second <= bytes.length; second++) {
                    assertThat(cutAt(bytes, first, second))
                            .as("cut at bytes %d and %d of %s", first, second, document)
                            .isEqualTo(whole);
                }
            }
        }
    }

    @Example
    void byteByByteIsTheSame() {
        for (String document : documents()) {
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);

            assertThat(feedInSteps(bytes, List.of(1))).isEqualTo(new SseParser().feed(bytes));
        }
    }

    private static List<String> cutAt(byte[] bytes, int first, int second) {
        SseParser parser = new SseParser();
        List<String> events = new ArrayList<>(parser.feed(Arrays.copyOf(bytes, first)));
        events.addAll(parser.feed(Arrays.copyOfRange(bytes, first, second)));
        events.addAll(parser.feed(Arrays.copyOfRange(bytes, second, bytes.length)));
        return events;
    }

    @Property(tries = 300)
    void whatWasWrittenIsReadHoweverItIsCut(
            @ForAll("events") List<String> events,
            @ForAll("lineEnd") String end,
            @ForAll("steps") List<Integer> steps) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (String event : events) {
            String lines = String.join(end + "data: ", event.split("\n", -1));
            stream.writeBytes(("data: " + lines + end + end).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(feedInSteps(stream.toByteArray(), steps)).isEqualTo(events);
    }

    private static List<String> feedInSteps(byte[] bytes, List<Integer> steps) {
        SseParser parser = new SseParser();
        List<String> read = new ArrayList<>();
        int at = 0;
        for (int i = 0; at < bytes.length; i++) {
            int to = Math.min(bytes.length, at + steps.get(i % steps.size()));
            read.addAll(parser.feed(Arrays.copyOfRange(bytes, at, to)));
            at = to;
        }
        return read;
    }

    @Provide
    Arbitrary<List<String>> events() {
        return Arbitraries.strings()
                .withChars("ab {}:\n\u00e4\u20ac")
                .ofMaxLength(30)
                .list()
                .ofMaxSize(10);
    }

    @Provide
    Arbitrary<String> lineEnd() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }

    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(1, 7).list().ofMinSize(1).ofMaxSize(20);
    }
}
