package dev.tutti.memory.store;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.OutcomeJson;
import dev.tutti.memory.outcome.OutcomeRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * A row as bytes: a format number, then deflated: the hashed features as gaps (a varint for how many, one each), and the
 * rest as the JSON of {@link OutcomeJson}. Deflate starts from a dictionary of a typical row, so that names of fields
 * cost next to nothing. A new format gets a new number and the old ones stay readable.
 */
final class RowBody {
    private static final byte FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Deflated DEFLATED = new Deflated(dictionary(FORMAT));

    private RowBody() {}

    static byte[] encode(OutcomeRow row) {
        ObjectNode json = OutcomeJson.toJson(row);
        json.withObject("/features").remove("hashed");
        byte[] gaps = Gaps.encode(row.features().hashed());
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(gaps, gaps.length + text.length);
        System.arraycopy(text, 0, all, gaps.length, text.length);
        return DEFLATED.deflate(FORMAT, all);
    }

    /** {@link IOException} when the bytes are not a row, or of a format that this program does not know. */
    static OutcomeRow decode(byte[] body) throws IOException {
        if (body.length == 0 || body[0] != FORMAT) {
            throw new IOException("a row of the log has an unknown format");
        }
        try {
            ByteBuffer all = ByteBuffer.wrap(DEFLATED.inflate(body));
            int[] hashed = Gaps.decode(all);
            ObjectNode json = (ObjectNode) JSON.readTree(all.array(), all.position(), all.remaining());
            ArrayNode numbers = json.withObject("/features").putArray("hashed");
            Arrays.stream(hashed).forEach(numbers::add);
            return OutcomeJson.rowOf(json);
        } catch (DataFormatException | java.nio.BufferUnderflowException | ClassCastException e) {
            throw new IOException("a row of the log is damaged", e);
        }
    }

    private static byte[] dictionary(int format) {
        try (InputStream words = RowBody.class.getResourceAsStream("/training-data/row-" + format + ".dictionary")) {
            if (words == null) {
                throw new IllegalStateException("the program lacks the dictionary of row format " + format);
            }
            return words.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the dictionary of row format " + format + " cannot be read", e);
        }
    }
}
