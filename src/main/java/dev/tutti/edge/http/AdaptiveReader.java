package dev.tutti.edge.http;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Adaptive;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads {@code "samples": "adaptive"} of a plan and its longer form, an object that says the least, the most and how sure. */
final class AdaptiveReader {

    static final String FORM = "{\"adaptive\":{\"least\":" + Adaptive.LEAST + ",\"most\":" + Adaptive.MOST
            + ",\"confidence\":" + Adaptive.CONFIDENCE + "}}";
    private static final String WORD = "adaptive";
    private static final int MOST_SAMPLES = 16;
    private static final Range CONFIDENCE = Range.of("0.500001", "1");

    private AdaptiveReader() {}

    /** At most so many samples, by that rule. */
    record Samples(int most, Adaptive rule) {
        /** A panel takes turns: the first of it again after the last, until there are as many as may be asked. */
        List<ModelId> inTurns(List<ModelId> panel) {
            return IntStream.range(0, most)
                    .mapToObj(i -> panel.get(i % panel.size()))
                    .toList();
        }
    }

    /**
     * Empty where {@code samples} is absent or a number. {@code panel} is how many models are named: where the caller does
     * not say how many samples there may be, there are enough for each of them.
     */
    static Optional<Samples> read(Fields plan, int panel) {
        int most = Math.max(Adaptive.MOST, panel);
        return plan.value("samples").filter(value -> !value.isNumber()).map(value -> switch (value.getNodeType()) {
            case STRING -> word(plan, most);
            case OBJECT -> object(plan, most);
            default -> throw wrong(plan);
        });
    }

    private static Samples word(Fields plan, int most) {
        if (!plan.requiredText("samples").equals(WORD)) {
            throw wrong(plan);
        }
        return new Samples(most, new Adaptive(Adaptive.LEAST, Adaptive.CONFIDENCE));
    }

    private static Samples object(Fields plan, int otherwise) {
        Fields samples = plan.requiredObject("samples");
        samples.allowOnly(Set.of(WORD));
        Fields rule = samples.requiredObject(WORD);
        rule.allowOnly(Set.of("least", "most", "confidence"));
        int least = rule.whole("least", 2, MOST_SAMPLES)
                .orElse((long) Adaptive.LEAST)
                .intValue();
        int most = rule.whole("most", least, MOST_SAMPLES)
                .orElse((long) Math.max(least, otherwise))
                .intValue();
        double confidence = rule.number("confidence", CONFIDENCE)
                .map(BigDecimal::doubleValue)
                .orElse(Adaptive.CONFIDENCE);
        return new Samples(most, new Adaptive(least, confidence));
    }

    private static Refusal wrong(Fields plan) {
        return plan.wrong("samples", "a whole number, \"adaptive\" or " + FORM);
    }
}
