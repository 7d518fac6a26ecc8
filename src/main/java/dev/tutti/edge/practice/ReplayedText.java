package dev.tutti.edge.practice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/**
 * The words around a recorded short answer, in the format that its data set asks for: a letter as MMLU-Pro's
 * {@code The answer is (C).}, anything else as ZeroEval's JSON object with {@code reasoning} and {@code answer}. What is
 * not on record is said to be so, under the model's name: the silence of two models is no agreement.
 */
final class ReplayedText {
    private ReplayedText() {}

    static String of(String model, Recording.Arm arm) {
        Optional<String> answer = arm.answer();
        if (answer.isEmpty()) {
            return arm.textKept()
                    ? "[replayed] no readable answer of " + model + " on record"
                    : "[replayed] only the score of " + model + " on record";
        }
        return isLetter(answer.get())
                ? "[replayed] The answer is (" + answer.get() + ")."
                : object(model, answer.get());
    }

    private static boolean isLetter(String answer) {
        return answer.length() == 1 && answer.charAt(0) >= 'A' && answer.charAt(0) <= 'Z';
    }

    private static String object(String model, String answer) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("reasoning", "[replayed] recorded answer of " + model)
                .put("answer", answer)
                .toString();
    }
}
