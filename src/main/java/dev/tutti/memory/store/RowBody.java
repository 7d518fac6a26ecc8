package dev.tutti.memory.store;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.OutcomeJson;
import dev.tutti.memory.outcome.OutcomeRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;

/**
 * A row as bytes: a format number, then the deflated JSON of {@link OutcomeJson}. Deflate starts from a dictionary of a
 * typical row, so that names of fields cost next to nothing. A new format, and a new dictionary is one, gets a new number;
 * the old ones stay readable.
 */
final class RowBody {
    private static final byte FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Deflated DEFLATED = new Deflated(dictionary(FORMAT));

    private RowBody() {}

    static byte[] encode(OutcomeRow row) {
        return DEFLATED.deflate(FORMAT, OutcomeJson.toBytes(row));
    }

    /** {@link IOException} when the bytes are not a row, or of a format that this program does not know. */
    static OutcomeRow decode(byte[] body) throws IOException {
        if (body.length == 0 || body[0] != FORMAT) {
            throw new IOException("a row of the log has an unknown format");
        }
        try {
            return OutcomeJson.rowOf((ObjectNode) JSON.readTree(DEFLATED.inflate(body)));
        } catch (DataFormatException | ClassCastException e) {
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
