package dev.tutti.memory.store;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Raw deflate behind one format byte, primed with a dictionary: small texts of one kind become much smaller by it. */
final class Deflated {
    private final byte[] dictionary;

    Deflated(byte[] dictionary) {
        this.dictionary = dictionary;
    }

    byte[] deflate(byte format, byte[] bytes) {
        ByteArrayOutputStream to = new ByteArrayOutputStream(bytes.length / 2 + 16);
        to.write(format);
        try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            deflater.setDictionary(dictionary);
            deflater.setInput(bytes);
            deflater.finish();
            byte[] part = new byte[4096];
            while (!deflater.finished()) {
                to.write(part, 0, deflater.deflate(part));
            }
        }
        return to.toByteArray();
    }

    byte[] inflate(byte[] body) throws DataFormatException {
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
