package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.LearnedCascade.PromptLinear;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Ridge regression of what was realised on groups on the prompt's numbers alone: what to expect before any call. */
final class PromptRegression {
    private final StoppingGround ground;
    private final Ridge ridge;
    private final int width;

    PromptRegression(StoppingGround ground, double penalty) {
        this.ground = ground;
        this.width = ground.promptNumbers(0).length;
        Moments moments = new Moments(width);
        for (int g = 0; g < ground.size(); g++) {
            moments.add(ground.promptNumbers(g), ground.group(g).weight());
        }
        this.ridge = new Ridge(moments, penalty);
    }

    PromptLinear of(IntToDoubleFunction target) {
        double sum = 0;
        double[] cross = new double[width];
        for (int g = 0; g < ground.size(); g++) {
            double weighted = ground.group(g).weight() * target.applyAsDouble(g);
            sum += weighted;
            double[] numbers = ground.promptNumbers(g);
            for (int i = 0; i < width; i++) {
                cross[i] += weighted * numbers[i];
            }
        }
        Ridge.Line line = ridge.line(sum, cross);
        return new PromptLinear(line.intercept(), List.of(), line.weights(0, width));
    }
}
