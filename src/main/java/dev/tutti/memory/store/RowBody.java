package dev.tutti.memory.store;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.OutcomeJson;
import dev.tutti.memory.outcome.OutcomeRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * A row as bytes: a format number, the number of a {@link Dictionary} (four bytes), then the JSON of {@link OutcomeJson}
 * in Zstandard from that dictionary. In format 1 the JSON was deflated from the built-in one, and no number stood there.
 * Old formats stay readable.
 */
final class RowBody {
    private static final byte DEFLATED = 1;
    private static final byte FORMAT = 2;
    private static final int HEAD_BYTES = 1 + Integer.BYTES;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RowBody() {}

    static byte[] encode(OutcomeRow row, Dictionary dictionary) {
        byte[] body = dictionary.compress(OutcomeJson.toBytes(row), HEAD_BYTES);
        ByteBuffer.wrap(body).put(FORMAT).putInt(dictionary.number());
        return body;
    }

    /** {@link IOException} when the bytes are not a row, or of a format that this program does not know. */
    static OutcomeRow decode(byte[] body, Numbered dictionaries) throws SQLException, IOException {
        try {
            return OutcomeJson.rowOf((ObjectNode) JSON.readTree(json(body, dictionaries)));
        } catch (ClassCastException e) {
            throw new IOException("a row of the log is damaged", e);
        }
    }

    private static byte[] json(byte[] body, Numbered dictionaries) throws SQLException, IOException {
        if (body.length > HEAD_BYTES && body[0] == FORMAT) {
            int number = ByteBuffer.wrap(body, 1, Integer.BYTES).getInt();
            return dictionaries.numbered(number).decompress(Arrays.copyOfRange(body, HEAD_BYTES, body.length));
        }
        if (body.length > 0 && body[0] == DEFLATED) {
            return inflated(body);
        }
        throw new IOException("a row of the log has an unknown format");
    }

    private static byte[] inflated(byte[] body) throws IOException {
        try {
            return Dictionary.BUILT_IN.inflate(body);
        } catch (DataFormatException e) {
            throw new IOException("a row of the log is damaged", e);
        }
    }

    /** The dictionary of a number; {@link IOException} when there is none. */
    @FunctionalInterface
    interface Numbered {
        Dictionary numbered(int number) throws SQLException, IOException;
    }
}
