package dev.tutti.learning.training;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth convex function by limited-memory BFGS (Nocedal and Wright 2006, Numerical Optimization, algorithms
 * 7.4 and 7.5), with a step that is halved until it descends enough. Deterministic.
 */
final class Lbfgs {
    private static final int MEMORY = 8;
    private static final int MOST_HALVINGS = 30;
    /** Part of the descent that the slope promises which a step has to bring (Armijo). */
    private static final double ENOUGH = 1e-4;
    /** A step that lowers the value by less than this part of it is the last. */
    private static final double SETTLED = 1e-7;

    private static final double LEAST_CURVATURE = 1e-12;

    private final Objective objective;
    private final Deque<Bend> memory = new ArrayDeque<>();
    private double[] point;
    private double[] slope;
    private double value;

    private Lbfgs(Objective objective, double[] start) {
        this.objective = objective;
        point = start.clone();
        slope = new double[start.length];
        value = objective.at(point, slope);
    }

    /** A function and its slope. */
    interface Objective {
        /** The value at a point; its slope there is written into {@code slope}. */
        double at(double[] point, double[] slope);
    }

    /** The point reached from {@code start} after at most so many steps. */
    static double[] minimum(Objective objective, double[] start, int steps) {
        Lbfgs search = new Lbfgs(objective, start);
        int step = 0;
        while (step < steps && search.step()) {
            step++;
        }
        return search.point;
    }

    /** False when there is little more to gain. */
    private boolean step() {
        double[] direction = direction();
        double along = dot(slope, direction);
        double length = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double[] next = point.clone();
            add(next, length, direction);
            double[] nextSlope = new double[next.length];
            double nextValue = objective.at(next, nextSlope);
            if (nextValue <= value + ENOUGH * length * along) {
                return moved(next, nextSlope, nextValue);
            }
            length /= 2;
        }
        return false;
    }

    private boolean moved(double[] next, double[] nextSlope, double nextValue) {
        Bend bend = new Bend(difference(next, point), difference(nextSlope, slope));
        if (bend.curvature > LEAST_CURVATURE) {
            memory.addLast(bend);
        }
        if (memory.size() > MEMORY) {
            memory.removeFirst();
        }
        double gained = value - nextValue;
        point = next;
        slope = nextSlope;
        value = nextValue;
        return gained > SETTLED * Math.abs(value);
    }

    /** The two-loop recursion; without memory straight down, so far that no weight moves by more than 1. */
    private double[] direction() {
        double[] direction = slope.clone();
        double[] shares = new double[memory.size()];
        int at = memory.size();
        for (Iterator<Bend> newestFirst = memory.descendingIterator(); newestFirst.hasNext(); ) {
            Bend bend = newestFirst.next();
            at--;
            shares[at] = dot(bend.step, direction) / bend.curvature;
            add(direction, -shares[at], bend.change);
        }
        scale(
                direction,
                memory.isEmpty()
                        ? 1 / Math.max(1, largest(slope))
                        : memory.getLast().scale());
        for (Bend bend : memory) {
            add(direction, shares[at] - dot(bend.change, direction) / bend.curvature, bend.step);
            at++;
        }
        scale(direction, -1);
        return direction;
    }

    /** A step made and by how much it changed the slope. */
    private static final class Bend {
        private final double[] step;
        private final double[] change;
        private final double curvature;

        Bend(double[] step, double[] change) {
            this.step = step;
            this.change = change;
            curvature = dot(step, change);
        }

        double scale() {
            return curvature / dot(change, change);
        }
    }

    private static double largest(double[] of) {
        double largest = 0;
        for (double one : of) {
            largest = Math.max(largest, Math.abs(one));
        }
        return largest;
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = a.clone();
        add(difference, -1, b);
        return difference;
    }

    private static void add(double[] to, double times, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }

    private static void scale(double[] what, double by) {
        for (int i = 0; i < what.length; i++) {
            what[i] *= by;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
