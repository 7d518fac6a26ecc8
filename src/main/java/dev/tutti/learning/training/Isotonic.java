package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.Calibration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;

/** Isotonic regression by pooling adjacent violators: the rising steps with the least squared error. */
final class Isotonic {
    private Isotonic() {}

    /** Predictions next to each other whose scores were averaged: sums of weight, weighted prediction, weighted score. */
    record Block(double weight, double raw, double score) {
        Block and(Block other) {
            return new Block(weight + other.weight, raw + other.raw, score + other.score);
        }

        double meanRaw() {
            return Math.clamp(raw / weight, 0, 1);
        }

        double meanScore() {
            return Math.clamp(score / weight, 0, 1);
        }
    }

    static Calibration.Curve fit(List<Calibrator.Scored> rows) {
        List<Double> from = new ArrayList<>();
        List<Double> to = new ArrayList<>();
        for (Block block : blocks(rows)) {
            // Rounding may bring two blocks to one place: the later one says what holds there.
            if (!from.isEmpty() && block.meanRaw() <= from.getLast()) {
                to.set(to.size() - 1, block.meanScore());
            } else {
                from.add(block.meanRaw());
                to.add(block.meanScore());
            }
        }
        return new Calibration.Curve(from, to);
    }

    /** Rising in prediction and in score. */
    static List<Block> blocks(List<Calibrator.Scored> rows) {
        return pooled(ties(rows), Block::and, Block::meanScore);
    }

    /** Neighbours put together, in their order, until the mean of each is above that of the one before it. */
    static <T> List<T> pooled(List<T> inOrder, BinaryOperator<T> and, ToDoubleFunction<T> mean) {
        Deque<T> stack = new ArrayDeque<>();
        for (T next : inOrder) {
            T block = next;
            while (!stack.isEmpty() && mean.applyAsDouble(stack.getLast()) >= mean.applyAsDouble(block)) {
                block = and.apply(stack.removeLast(), block);
            }
            stack.addLast(block);
        }
        return List.copyOf(stack);
    }

    /** Equal predictions are one block from the start: one prediction has one calibrated value. */
    private static List<Block> ties(List<Calibrator.Scored> rows) {
        List<Block> blocks = new ArrayList<>();
        Iterator<Calibrator.Scored> sorted = rows.stream()
                .sorted(Comparator.comparingDouble(Calibrator.Scored::raw)
                        .thenComparingDouble(Calibrator.Scored::score)
                        .thenComparingDouble(Calibrator.Scored::weight))
                .iterator();
        double last = Double.NaN;
        while (sorted.hasNext()) {
            Calibrator.Scored row = sorted.next();
            Block block = new Block(row.weight(), row.weight() * row.raw(), row.weight() * row.score());
            blocks.add(row.raw() == last ? blocks.removeLast().and(block) : block);
            last = row.raw();
        }
        return blocks;
    }
}
