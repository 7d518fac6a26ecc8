package dev.tutti.learning.training;

import dev.tutti.words.chat.ModelId;
import java.util.List;

/** An order of models under a mu, with what it brought on prompts that its rules were not fitted on: score and USD. */
record OrderPoint(List<ModelId> order, double mu, double score, double cost) {
    OrderPoint {
        order = List.copyOf(order);
    }

    /** Score net of cost, at a price of a dollar. */
    double value(double price) {
        return score - price * cost;
    }
}
