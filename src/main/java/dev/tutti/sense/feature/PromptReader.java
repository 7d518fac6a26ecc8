package dev.tutti.sense.feature;

import dev.tutti.words.chat.Message;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.IntConsumer;

/**
 * Reads the texts of one prompt, the latest first, at most {@value FeatureExtractor#MOST_CHARACTERS} characters; of the text
 * for which too few are left, its beginning and its end, as two texts. Its tables are some 50 KB, more than most prompts, so
 * readers are lent and used again.
 */
final class PromptReader implements AutoCloseable {
    /** Reading never waits, so that hardly more are lent at once than there are processors. */
    private static final BlockingQueue<PromptReader> IDLE =
            new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

    /** Characters: a long text says much again, so that nobody can guess how much of it differs. */
    private static final int MOST_GUESSED = 4_096;

    private final Grams grams = new Grams();
    private TextCounts counts = new TextCounts();

    /** What is read now, at its beginning. */
    private final char[] text = new char[FeatureExtractor.MOST_CHARACTERS];

    private PromptReader() {}

    static PromptReader lent() {
        PromptReader idle = IDLE.poll();
        return idle == null ? new PromptReader() : idle;
    }

    /** Gives it back: it reads for somebody else from now on. */
    @Override
    public void close() {
        IDLE.offer(this);
    }

    void read(List<Message> messages) {
        int length = messages.stream()
                .mapToInt(message -> message.text().length())
                .reduce(0, (sum, more) -> Math.min(FeatureExtractor.MOST_CHARACTERS, sum + more));
        boolean guessed = length <= MOST_GUESSED;
        counts = new TextCounts();
        grams.clear();
        if (guessed) {
            grams.expect(length);
        }
        each(messages, read -> {
            counts.read(text, read);
            grams.read(text, read);
        });
        if (guessed && !grams.isWhole()) {
            grams.clear();
            each(messages, read -> grams.read(text, read));
        }
    }

    /** Puts one text after another at the beginning of {@code text} and tells how long it is. */
    private void each(List<Message> messages, IntConsumer reading) {
        int left = FeatureExtractor.MOST_CHARACTERS;
        for (int i = messages.size() - 1; i >= 0 && left > 0; i--) {
            String said = messages.get(i).text();
            int whole = said.length();
            if (whole <= left) {
                put(said, 0, whole, reading);
            } else {
                put(said, 0, left / 2, reading);
                put(said, whole - (left - left / 2), whole, reading);
            }
            left -= whole;
        }
    }

    private void put(String said, int from, int to, IntConsumer reading) {
        said.getChars(from, to, text, 0);
        reading.accept(to - from);
    }

    /** See {@link TextCounts#numbers}. */
    double[] numbers() {
        return counts.numbers();
    }

    /** See {@link Grams#buckets}. */
    int[] buckets() {
        return grams.buckets();
    }
}
