package dev.tutti.edge.http;

import dev.tutti.serving.provider.Play;
import dev.tutti.serving.provider.PlayScript;
import dev.tutti.serving.provider.Plays;
import java.util.Arrays;
import java.util.List;

/**
 * A way in which an upstream misbehaves, or only looks as if it did.
 *
 * @param name as 6-reliability of the design lists it
 * @param model the catalogue's model that shows it
 * @param script what the upstream plays for it
 * @param whole what comes of one call that is wanted whole
 * @param streamed what comes of one call that is streamed
 * @param charge what such a call is charged, when it is wanted whole
 */
record Fault(String name, String model, String script, End whole, End streamed, Charge charge) {

    /** What comes of one call. */
    enum End {
        /** An answer, for all that. */
        ANSWER,
        /** A failure before anything of an answer was passed on. */
        NOTHING,
        /** A failure after the beginning of an answer was passed on. */
        HALF
    }

    /** What one call is charged. */
    enum Charge {
        /** It never began, or was refused. */
        NONE,
        /** What the upstream's usage says. */
        TOLD,
        /** The upstream's usage, which is more than the call was allowed. */
        EXCESS,
        /** Nobody knows what was used: all that was reserved. */
        RESERVED
    }

    private static final String TABLE = """
            connect refused             | bad/dead | answer 42                | NOTHING | NOTHING | NONE
            connect timeout             | bad/deaf | answer 42                | NOTHING | NOTHING | NONE
            read timeout                | bad/hasty | silence                 | NOTHING | NOTHING | RESERVED
            reset before the first byte | bad/one  | reset                    | NOTHING | NOTHING | RESERVED
            reset in mid-stream         | bad/one  | cut 42                   | NOTHING | HALF    | RESERVED
            429                         | bad/one  | status 429               | NOTHING | NOTHING | NONE
            429 with Retry-After 0      | bad/one  | status 429 Retry-After: 0 | NOTHING | NOTHING | NONE
            429 with Retry-After 60     | bad/one  | status 429 Retry-After: 60 | NOTHING | NOTHING | NONE
            500                         | bad/one  | status 500               | NOTHING | NOTHING | NONE
            502 storm                   | bad/one  | status 502               | NOTHING | NOTHING | NONE
            503 storm                   | bad/one  | status 503               | NOTHING | NOTHING | NONE
            504 storm                   | bad/one  | status 504               | NOTHING | NOTHING | NONE
            200 with HTML               | bad/one  | body text/html <html>hi  | NOTHING | NOTHING | RESERVED
            200 with cut-off JSON       | bad/one  | cut-json                 | NOTHING | NOTHING | RESERVED
            200 of a wrong shape        | bad/one  | wrong-shape              | NOTHING | NOTHING | RESERVED
            200 without choices         | bad/one  | no-choices               | NOTHING | NOTHING | RESERVED
            200 with a huge body        | bad/one  | huge 200000              | NOTHING | NOTHING | RESERVED
            wrong content type          | bad/one  | mistyped 42              | NOTHING | NOTHING | RESERVED
            split at every byte         | bad/one  | drip 0 42                | ANSWER  | ANSWER  | TOLD
            without [DONE]              | bad/one  | no-done 42               | ANSWER  | ANSWER  | TOLD
            usage beside a choice       | bad/one  | usage-beside 42          | ANSWER  | ANSWER  | TOLD
            cumulative usage            | bad/one  | usage-growing 42         | ANSWER  | ANSWER  | TOLD
            data: without space         | bad/one  | unspaced 42              | ANSWER  | ANSWER  | TOLD
            CRLF                        | bad/one  | crlf 42                  | ANSWER  | ANSWER  | TOLD
            comments                    | bad/one  | comments 42              | ANSWER  | ANSWER  | TOLD
            stall after some chunks     | bad/hasty | stall 42                | NOTHING | HALF    | RESERVED
            a byte now and then         | bad/hasty | drip 50 42              | NOTHING | NOTHING | RESERVED
            HTTP/1.1 close              | bad/one  | close 42                 | ANSWER  | ANSWER  | TOLD
            more output than allowed    | bad/one  | excess 500 42            | ANSWER  | ANSWER  | EXCESS
            another model than asked    | bad/one  | served other/small 42    | ANSWER  | ANSWER  | TOLD
            """;

    static List<Fault> all() {
        return TABLE.lines().map(Fault::of).toList();
    }

    private static Fault of(String row) {
        List<String> cells =
                Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
        return new Fault(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                End.valueOf(cells.get(3)),
                End.valueOf(cells.get(4)),
                Charge.valueOf(cells.get(5)));
    }

    End end(boolean asStream) {
        return asStream ? streamed : whole;
    }

    /** The model that the upstream says has answered. */
    String served() {
        return script.startsWith("served ") ? script.split(" ", 3)[1] : Plays.SERVED;
    }

    /** No connection comes about, so nothing is played. */
    boolean unreachable() {
        return model.equals("bad/dead") || model.equals("bad/deaf");
    }

    Play play() {
        return PlayScript.play(script);
    }

    @Override
    public String toString() {
        return name;
    }
}
