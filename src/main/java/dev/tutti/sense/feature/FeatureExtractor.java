package dev.tutti.sense.feature;

import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.Role;
import java.util.List;
import java.util.Optional;

/**
 * What turns a request into {@link Features}: pure, in time linear in the text. For all but {@code log_tokens} it reads at
 * most {@value #MOST_CHARACTERS} characters: the latest messages first, and of the one for which too few are left its
 * beginning and its end. The same code serves and trains.
 *
 * <p>The dense numbers of schema 1, each rounded to 4 decimals ("log" is the natural logarithm of 1 + the number, "share"
 * is of the characters read):
 *
 * <ol start="0">
 *   <li>{@code log_characters}: all text of the conversation
 *   <li>{@code log_tokens}: its estimated tokens
 *   <li>{@code log_last_characters}: the last user message
 *   <li>{@code mean_word_length}: letters and digits in a word
 *   <li>{@code digit_share}
 *   <li>{@code capital_share}
 *   <li>{@code punctuation_share}
 *   <li>{@code non_ascii_share}
 *   <li>{@code cjk_share}: Chinese, Japanese, Korean
 *   <li>{@code log_lines}
 *   <li>{@code code_share}: braces, brackets, semicolons, underscores, equal signs, angle brackets
 *   <li>{@code log_fences}: code fences
 *   <li>{@code math_share}: operators and mathematical symbols
 *   <li>{@code log_latex}: dollar signs, and backslashes before a letter
 *   <li>{@code log_questions}: question marks, ASCII and full width
 *   <li>{@code log_choices}: lines that begin like {@code A)}, {@code (A)}, {@code A.} or {@code A:}
 *   <li>{@code log_items}: lines that begin with a bullet or a numeral and a full stop
 *   <li>{@code log_numbers}: runs of digits
 *   <li>{@code log_turns}: messages
 *   <li>{@code log_system_characters}: system and developer messages
 *   <li>{@code log_tools}: tools offered
 *   <li>{@code schema}: 1 when the answer's JSON form is demanded, else 0
 *   <li>{@code log_images}
 *   <li>{@code log_max_tokens}: 0 when the caller sets no limit
 * </ol>
 *
 * <p>The hashed part samples word unigrams, word bigrams and character 3- to 5-grams into {@value #BUCKETS} buckets; see
 * {@link GramSample} for why a sample.
 */
public final class FeatureExtractor {
    static final int MOST_CHARACTERS = 8_192;
    static final int BUCKETS = 1 << 14;

    public static final FeatureSchema SCHEMA = new FeatureSchema(
            1,
            List.of(
                    "log_characters",
                    "log_tokens",
                    "log_last_characters",
                    "mean_word_length",
                    "digit_share",
                    "capital_share",
                    "punctuation_share",
                    "non_ascii_share",
                    "cjk_share",
                    "log_lines",
                    "code_share",
                    "log_fences",
                    "math_share",
                    "log_latex",
                    "log_questions",
                    "log_choices",
                    "log_items",
                    "log_numbers",
                    "log_turns",
                    "log_system_characters",
                    "log_tools",
                    "schema",
                    "log_images",
                    "log_max_tokens"),
            BUCKETS);

    public Features extract(ChatRequest request, Optional<String> task) {
        try (PromptReader reader = PromptReader.lent()) {
            reader.read(request.messages());
            return new Features(SCHEMA.version(), task.orElse(""), dense(request, reader.numbers()), reader.buckets());
        }
    }

    private static double[] dense(ChatRequest request, double[] text) {
        RequestShape shape = RequestShape.of(request);
        double[] dense = new double[SCHEMA.dense().size()];
        dense[0] = log(request.characters());
        dense[1] = log(TokenFeature.of(request));
        dense[2] = log(lastUserCharacters(request.messages()));
        System.arraycopy(text, 0, dense, 3, text.length);
        int next = 3 + text.length;
        dense[next++] = log(request.messages().size());
        dense[next++] = log(shape.systemCharacters());
        dense[next++] = log(shape.tools());
        dense[next++] = shape.schema() ? 1 : 0;
        dense[next++] = log(shape.images());
        dense[next] = log(request.maxTokens().orElse(0));
        for (int i = 0; i < dense.length; i++) {
            dense[i] = Math.round(dense[i] * 10_000) / 10_000.0;
        }
        return dense;
    }

    private static long lastUserCharacters(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role() == Role.USER) {
                return messages.get(i).text().length();
            }
        }
        return 0;
    }

    static double log(long number) {
        return Math.log1p((double) Math.max(0, number));
    }
}
