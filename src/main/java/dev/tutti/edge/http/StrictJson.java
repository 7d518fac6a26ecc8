package dev.tutti.edge.http;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.WrittenNumbers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader of JSON that somebody else wrote: bounded in depth, names, numbers and tokens, no name twice in an object,
 * nothing after the end, text that is whole Unicode. Numbers stay as they were written.
 */
final class StrictJson {

    private static final int DEEPEST = 200;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 1_000;
    private static final int MOST_TOKENS = 1_000_000;

    /** How a limit is told that was passed: what, how much, how much is allowed. */
    private static final Pattern LIMIT = Pattern.compile(
            "(?:Document )?([^(]+?) \\((\\d+)\\) exceeds the maximum allowed \\((\\d+).*", Pattern.DOTALL);

    private static final Pattern INTERNALS = Pattern.compile(
            "(?:: enable `| \\((?:start marker|for \\w+ starting|bound as) | \\(?from `).*", Pattern.DOTALL);

    private static final ObjectMapper MAPPER = WrittenNumbers.mapper(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNameLength(LONGEST_NAME)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /** The object in these bytes; everything else is refused. */
    static ObjectNode object(byte[] bytes) {
        return object(new ByteArrayInputStream(bytes));
    }

    /** The same of bytes that are all here, so that reading them does not fail. */
    static ObjectNode object(ByteArrayInputStream bytes) {
        JsonNode root = tree(bytes);
        if (root instanceof ObjectNode object) {
            SoundValues.require(object);
            return object;
        }
        throw Refusal.invalid(
                "body", "the body is a JSON object, was " + (root.isMissingNode() ? "empty" : Shown.of(root)));
    }

    private static JsonNode tree(ByteArrayInputStream bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid("body", complaint(e));
        } catch (IOException e) {
            throw Refusal.invalid("body", "the body is not text in UTF-8");
        }
    }

    /** What the library says, without what it tells of its own switches. */
    private static String words(JsonProcessingException e) {
        String said = String.valueOf(e.getOriginalMessage());
        Matcher limit = LIMIT.matcher(said);
        return limit.matches()
                ? "the " + limit.group(1).toLowerCase(Locale.ROOT) + " is " + limit.group(2) + ", above "
                        + limit.group(3)
                : INTERNALS.matcher(said).replaceFirst("");
    }

    private static String complaint(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return "the body is not JSON that is taken here" + where + ": " + Shown.shortened(words(e), 120)
                + " (allowed: at most " + DEEPEST + " levels, " + MOST_TOKENS + " tokens, names of " + LONGEST_NAME
                + " characters and numbers of " + LONGEST_NUMBER + ", no name twice in an object, nothing after it)";
    }
}
