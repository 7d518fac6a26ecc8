package dev.tutti.edge.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A body as it goes on: byte for byte what came, with another name of the model and without {@code routing}. Numbers keep
 * their digits, texts their escapes, and fields their order.
 */
final class PassedOnBody {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String MODEL = "model";
    private static final String ROUTING = "routing";

    private final byte[] came;
    /** In order, and none over another. */
    private final List<Cut> cuts = new ArrayList<>();

    /** {@code instead} stands in the place of the bytes from {@code from} up to but not including {@code to}. */
    private record Cut(int from, int to, String instead) {}

    private PassedOnBody(byte[] came) {
        this.came = came;
    }

    /** {@code root}: what {@code came} says, of which each name was seen to stand once in it. */
    static byte[] of(byte[] came, ObjectNode root, String wireName) {
        try {
            PassedOnBody body = new PassedOnBody(came);
            return body.find(wireName) ? body.joined() : rewritten(root, wireName);
        } catch (IOException e) {
            throw new UncheckedIOException("a body that was read once cannot be read again", e);
        }
    }

    /** Of a text in UTF-16 or UTF-32, in which nobody tells where what stands. */
    private static byte[] rewritten(ObjectNode root, String wireName) {
        ObjectNode body = root.deepCopy();
        body.put(MODEL, wireName);
        body.remove(ROUTING);
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** False where the places of what is cut are not known. */
    private boolean find(String wireName) throws IOException {
        try (JsonParser parser = JSON.createParser(came)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                int begin = at(parser);
                parser.nextToken();
                int value = at(parser);
                parser.finishToken();
                parser.skipChildren();
                int end = (int) parser.currentLocation().getByteOffset();
                if (!isQuote(begin)) {
                    return false;
                }
                cut(name, begin, value, end, wireName);
            }
        }
        return true;
    }

    private void cut(String name, int begin, int value, int end, String wireName) {
        switch (name) {
            case MODEL -> cuts.add(new Cut(value, end, quoted(wireName)));
            case ROUTING -> cuts.add(withComma(begin, end));
            default -> {
                // Goes on as it is.
            }
        }
    }

    private static int at(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private boolean isQuote(int at) {
        return at >= 0 && at < came.length && came[at] == '"';
    }

    /** With the comma behind it, or the one before it where it is the last field. */
    private Cut withComma(int begin, int end) {
        int to = end;
        while (isBlank(came[to])) {
            to++;
        }
        if (came[to] == ',') {
            return new Cut(begin, to + 1, "");
        }
        int from = begin - 1;
        while (isBlank(came[from])) {
            from--;
        }
        return new Cut(came[from] == ',' ? from : begin, end, "");
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private byte[] joined() {
        ByteArrayOutputStream body = new ByteArrayOutputStream(came.length + 64);
        int done = 0;
        for (Cut cut : cuts) {
            body.write(came, done, cut.from() - done);
            body.writeBytes(cut.instead().getBytes(StandardCharsets.UTF_8));
            done = cut.to();
        }
        body.write(came, done, came.length - done);
        return body.toByteArray();
    }
}
