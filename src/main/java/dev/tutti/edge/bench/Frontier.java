package dev.tutti.edge.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The best static mix of fixed plans: the upper-left convex hull of their points, every point of which is reached by
 * drawing between two neighbours by chance, blind to the prompt.
 */
final class Hull {
    private final List<Point> corners;

    private Hull(List<Point> corners) {
        this.corners = corners;
    }

    /** Corners ascend in cost and in quality; {@link IllegalArgumentException} without any point. */
    static Hull of(Collection<Point> points) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a hull takes at least 1 point, got 0");
        }
        List<Point> byCost = points.stream()
                .sorted(Comparator.comparingDouble(Point::costPer1000)
                        .thenComparing(
                                Comparator.comparingDouble(Point::quality).reversed()))
                .toList();
        List<Point> corners = new ArrayList<>();
        for (Point next : byCost) {
            if (!corners.isEmpty() && next.quality() <= corners.getLast().quality()) {
                continue;
            }
            while (corners.size() >= 2 && bendsIn(corners.get(corners.size() - 2), corners.getLast(), next)) {
                corners.removeLast();
            }
            corners.add(next);
        }
        return new Hull(List.copyOf(corners));
    }

    private static boolean bendsIn(Point a, Point b, Point c) {
        return (b.quality() - a.quality()) * (c.costPer1000() - a.costPer1000())
                <= (c.quality() - a.quality()) * (b.costPer1000() - a.costPer1000());
    }

    List<Point> corners() {
        return corners;
    }

    /** The least cost of that quality; empty when no mix reaches it. */
    OptionalDouble costAt(double quality) {
        if (quality > corners.getLast().quality()) {
            return OptionalDouble.empty();
        }
        Point below = corners.getFirst();
        for (Point corner : corners) {
            if (corner.quality() >= quality) {
                double rise = corner.quality() - below.quality();
                double share = rise <= 0 ? 0 : Math.max(0, (quality - below.quality()) / rise);
                return OptionalDouble.of(below.mixed(corner, share).costPer1000());
            }
            below = corner;
        }
        return OptionalDouble.empty();
    }

    /** The best quality at that cost; empty when it is below the cheapest plan's. */
    OptionalDouble qualityAt(double costPer1000) {
        if (costPer1000 < corners.getFirst().costPer1000()) {
            return OptionalDouble.empty();
        }
        Point below = corners.getFirst();
        for (Point corner : corners) {
            if (corner.costPer1000() > costPer1000) {
                double share = (costPer1000 - below.costPer1000()) / (corner.costPer1000() - below.costPer1000());
                return OptionalDouble.of(below.mixed(corner, share).quality());
            }
            below = corner;
        }
        return OptionalDouble.of(corners.getLast().quality());
    }
}
