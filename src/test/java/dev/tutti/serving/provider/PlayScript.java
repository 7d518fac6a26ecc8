package dev.tutti.serving.provider;

import java.time.Duration;

/**
 * The script language of {@link StubUpstream}: one play a line, a verb and what it needs; empty lines and lines that begin
 * with {@code #} are passed over. A request gets one play, the last play again and again. A good answer is of 10 prompt
 * and 5 completion tokens and comes in the form that the request wants, whole or as a stream.
 *
 * <pre>
 * answer TEXT          a good answer
 * status CODE HEADER   an error object with that status and, where one is given, that header
 * reset                the connection is reset before the first byte
 * silence              nothing, until the client closes
 * cut TEXT             a good answer, reset half-way
 * stall TEXT           a good answer that falls silent half-way, until the client closes
 * drip MILLIS TEXT     a good answer, a byte at a time with that pause after each (0: each in a write of its own)
 * close TEXT           a good answer that only the end of the connection ends
 * body TYPE TEXT       200 with that content type and that body
 * cut-json             200 with JSON that ends too early, in an event when streamed
 * wrong-shape          200 with JSON that is no answer, in an event when streamed
 * no-choices           200 with an answer of no choice; when streamed, only [DONE]
 * huge BYTES           200 with so long an answer
 * mistyped TEXT        a good answer under the content type text/plain
 * excess TOKENS TEXT   a good answer of so many completion tokens, whatever the request allows
 * served MODEL TEXT    a good answer that says that this model has written it
 * no-done TEXT         a good answer; when streamed, without [DONE]
 * usage-beside TEXT    a good answer; when streamed, with the usage in the chunk that has the last choice
 * usage-growing TEXT   a good answer; when streamed, with the usage so far in every chunk
 * unspaced TEXT        a good answer; when streamed, with no space after data:
 * crlf TEXT            a good answer; when streamed, in lines that end with CRLF
 * comments TEXT        a good answer; when streamed, with comments between and within its events
 * </pre>
 */
public final class PlayScript {
    private PlayScript() {}

    /** The plays of that text, in order; an {@link IllegalArgumentException} quotes a line that is none. */
    public static Play[] read(String script) {
        return script.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(PlayScript::play)
                .toArray(Play[]::new);
    }

    /** The play of one line. */
    public static Play play(String line) {
        String[] words = line.strip().split(" ", 2);
        String rest = words.length == 2 ? words[1].strip() : "";
        return switch (words[0]) {
            case "answer" -> Plays.good(rest);
            case "status" -> status(rest);
            case "reset" -> Plays.resetBeforeFirstByte();
            case "silence" -> Plays.silence();
            case "cut" -> Plays.cutOff(rest);
            case "stall" -> Plays.stalling(rest);
            case "drip" -> Plays.byteByByte(Duration.ofMillis(number(rest)), second(rest));
            case "close" -> Plays.closing(rest);
            case "body" -> Plays.body(first(rest), second(rest));
            case "huge" -> Plays.asWanted(Plays.hugeBody(number(rest)), Plays.stream("x".repeat(number(rest))));
            case "mistyped" -> Plays.body("text/plain", Plays.completion(rest));
            default -> shaped(words[0], rest, line);
        };
    }

    private static Play shaped(String verb, String rest, String line) {
        return switch (verb) {
            case "cut-json" -> Plays.asWanted(Plays.cutJson(), Plays.events("data: {\"choices\":[{\"del\n\n"));
            case "wrong-shape" -> Plays.asWanted(Plays.wrongShape(), Plays.events("data: [1,2,3]\n\n" + Plays.DONE));
            case "no-choices" -> Plays.asWanted(Plays.emptyChoices(), Plays.events(Plays.DONE));
            case "excess" -> excess(number(rest), second(rest));
            case "served" -> served(first(rest), second(rest));
            case "no-done" -> events(rest, Plays.chunks(rest) + Plays.finish() + Plays.usage(10, 5));
            case "usage-beside" -> events(rest, usageBeside(rest) + Plays.DONE);
            case "usage-growing" -> events(rest, usageGrowing(rest) + Plays.DONE);
            case "unspaced" -> events(rest, whole(rest).replace("data: ", "data:"));
            case "crlf" -> events(rest, whole(rest).replace("\n", "\r\n"));
            case "comments" -> events(rest, whole(rest).replace("data: ", ": working\n\n: still\ndata: "));
            default -> throw new IllegalArgumentException("no play: \"" + line + "\"");
        };
    }

    private static Play status(String rest) {
        return second(rest).isEmpty() ? Plays.status(number(rest)) : Plays.status(number(rest), second(rest));
    }

    private static Play excess(int tokens, String text) {
        String told = "\"completion_tokens\":" + tokens;
        return Plays.asWanted(
                Plays.json(Plays.completion(text).replace("\"completion_tokens\":5", told)),
                Plays.events(Plays.chunks(text) + Plays.finish() + Plays.usage(10, tokens) + Plays.DONE));
    }

    private static Play served(String model, String text) {
        return Plays.asWanted(
                Plays.json(Plays.completion(text).replace(Plays.SERVED, model)),
                Plays.events(whole(text).replace(Plays.SERVED, model)));
    }

    private static Play events(String text, String events) {
        return Plays.asWanted(Plays.answer(text), Plays.events(events));
    }

    private static String whole(String text) {
        return Plays.chunks(text) + Plays.finish() + Plays.usage(10, 5) + Plays.DONE;
    }

    static String usageBeside(String text) {
        return Plays.chunks(text) + withUsage(Plays.finish(), 5);
    }

    private static String usageGrowing(String text) {
        return withUsage(Plays.chunks(text.substring(0, 1)), 1)
                + withUsage(Plays.chunks(text.substring(1)), 3)
                + withUsage(Plays.finish(), 5);
    }

    private static String withUsage(String event, int completion) {
        return event.replace(
                "}\n\n", ",\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":" + completion + "}}\n\n");
    }

    private static int number(String text) {
        return Integer.parseInt(first(text));
    }

    private static String first(String text) {
        return text.split(" ", 2)[0];
    }

    private static String second(String text) {
        String[] words = text.split(" ", 2);
        return words.length == 2 ? words[1] : "";
    }
}
