package dev.tutti.memory.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.memory.outcome.OutcomeJson;
import dev.tutti.memory.outcome.OutcomeRow;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The dictionaries of one log. Rows that weighed many plans differ little while catalogue and router model stay, so the
 * first row of such a kind leaves its receipt as a dictionary for those after it; a receipt knows nothing of who asked
 * what. All other rows are written with the built-in one. For many threads.
 */
final class Dictionaries {
    /** With fewer candidates the built-in dictionary does as well. */
    private static final int FEW = 4;
    /** Each holds memory outside of the heap, about ten times its text. */
    private static final int MOST_KNOWN = 64;

    private final Cache<String, Dictionary> byKind =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();
    private final Cache<Integer, Dictionary> byNumber =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    /** With which a row is to be written; {@code stored} keeps a text for a kind, or gives what is kept for it already. */
    Dictionary of(OutcomeRow row, BiFunction<String, byte[], Dictionary> stored) {
        if (row.receipt().candidates().size() < FEW) {
            return Dictionary.BUILT_IN;
        }
        String kind = kind(row);
        Dictionary known = byKind.getIfPresent(kind);
        return known == null ? learned(kind, row, stored) : known;
    }

    /** Not under a lock of the cache: it waits for the disk. Two at once store one text, and both get it. */
    private Dictionary learned(String kind, OutcomeRow row, BiFunction<String, byte[], Dictionary> stored) {
        byte[] text = Dictionary.BUILT_IN.after(OutcomeJson.toBytes(row.receipt()));
        Dictionary dictionary = stored.apply(kind, text);
        byKind.put(kind, dictionary);
        byNumber.put(dictionary.number(), dictionary);
        return dictionary;
    }

    /** A power of two for the number of candidates: a filter of models leaves fewer of the same. */
    private static String kind(OutcomeRow row) {
        int size = Integer.highestOneBit(row.receipt().candidates().size());
        return row.catalogueVersion() + " " + row.receipt().routerVersion() + " " + size;
    }

    /** {@code stored} reads one that is not known yet. */
    Dictionary numbered(int number, Stored stored) throws SQLException, IOException {
        if (number == Dictionary.BUILT_IN.number()) {
            return Dictionary.BUILT_IN;
        }
        Dictionary known = byNumber.getIfPresent(number);
        if (known == null) {
            known = stored.text(number);
            if (known == null) {
                throw new IOException(
                        "a row of the log was written with dictionary " + number + ", which is not there");
            }
            byNumber.put(number, known);
        }
        return known;
    }

    /** Where dictionaries are kept. */
    @FunctionalInterface
    interface Stored {
        @Nullable
        Dictionary text(int number) throws SQLException;
    }
}
