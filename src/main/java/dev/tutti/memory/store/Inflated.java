package dev.tutti.memory.store;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads raw deflate behind one format byte, primed with a dictionary: how the first rows were written. */
final class Inflated {
    private Inflated() {}

    static byte[] inflate(byte[] body, byte[] dictionary) throws DataFormatException {
        ByteArrayOutputStream to = new ByteArrayOutputStream(body.length * 4);
        try (Inflater inflater = new Inflater(true)) {
            inflater.setDictionary(dictionary);
            inflater.setInput(body, 1, body.length - 1);
            byte[] part = new byte[4096];
            while (!inflater.finished()) {
                int count = inflater.inflate(part);
                if (count == 0 && inflater.needsInput()) {
                    throw new DataFormatException("cut off");
                }
                to.write(part, 0, count);
            }
        }
        return to.toByteArray();
    }
}
