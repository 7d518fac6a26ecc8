package dev.tutti.edge.http;

import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.words.chat.RequestId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A score of an answer, as it came. {@code randomlySampled}: chance picked the request, not its answer. */
record FeedbackForm(
        RequestId request, double score, LabelSource source, boolean randomlySampled, Optional<String> comment) {

    private static final Set<String> KNOWN = Set.of("request_id", "score", "source", "randomly_sampled", "comment");
    private static final int LONGEST_COMMENT = 2_000;
    private static final String SOURCES =
            Arrays.stream(LabelSource.values()).map(LabelSource::wireName).collect(Collectors.joining(", "));

    static FeedbackForm read(Fields fields) {
        fields.allowOnly(KNOWN);
        LabelSource source =
                fields.word("source", LabelSource::ofWireName, SOURCES).orElse(LabelSource.USER);
        return new FeedbackForm(
                Ids.request(fields.requiredText("request_id"), "request_id"),
                fields.number("score", Range.of("0", "1"))
                        .orElseThrow(() -> fields.wrong("score", "a number 0 to 1"))
                        .doubleValue(),
                source,
                randomlySampled(fields, source),
                comment(fields));
    }

    Label label(Instant at) {
        return new Label(request, score, source, randomlySampled, comment, at);
    }

    /** Users score what they like; only who labels by plan can say that chance picked. */
    private static boolean randomlySampled(Fields fields, LabelSource source) {
        boolean sampled = fields.flag("randomly_sampled").orElse(false);
        if (sampled && source == LabelSource.USER) {
            throw fields.wrong("randomly_sampled", "false where source is user");
        }
        return sampled;
    }

    private static Optional<String> comment(Fields fields) {
        Optional<String> comment = fields.text("comment");
        if (comment.filter(text -> text.length() > LONGEST_COMMENT).isPresent()) {
            throw Refusal.invalid(
                    "comment",
                    "comment is at most " + LONGEST_COMMENT + " characters, was "
                            + comment.get().length());
        }
        return comment;
    }
}
