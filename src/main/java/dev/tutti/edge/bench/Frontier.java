package dev.tutti.edge.bench;

import dev.tutti.learning.training.Hull;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The best static mix of fixed plans: the upper-left convex hull of their points, every point of which is reached by
 * drawing between two neighbours by chance, blind to the prompt.
 */
final class Frontier {
    private static final int SLICES = 1_000;

    private final List<Point> corners;

    private Frontier(List<Point> corners) {
        this.corners = corners;
    }

    /** Corners ascend in cost and in quality; {@link IllegalArgumentException} without any point. */
    static Frontier of(Collection<Point> points) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a hull takes at least 1 point, got 0");
        }
        return new Frontier(Hull.of(List.copyOf(points), Point::costPer1000, Point::quality));
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

    /** Two neighbours and the share of the dearer one with which they serve a wish. */
    record Mix(Point low, Point high, double share) {
        double of(double low, double high) {
            return low + share * (high - low);
        }
    }

    /** Which corners to draw between: as dear as the wish allows, or as the quality it wants takes (the best, if too much). */
    Mix mix(Wish wish) {
        double cost = switch (wish) {
            case Wish.Quality quality ->
                costAt(quality.atLeast()).orElse(corners.getLast().costPer1000());
            case Wish.Cost most -> most.atMostPer1000();
        };
        Point below = corners.getFirst();
        for (Point corner : corners) {
            if (corner.costPer1000() >= cost) {
                double gap = corner.costPer1000() - below.costPer1000();
                return new Mix(below, corner, gap <= 0 ? 0 : (cost - below.costPer1000()) / gap);
            }
            below = corner;
        }
        return new Mix(below, below, 0);
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

    /** The mean quality over all costs between the two, of which the lower one is reached: AIQ (Hu et al. 2024, RouterBench). */
    double meanQuality(double lowCost, double highCost) {
        double sum = 0;
        for (int i = 0; i < SLICES; i++) {
            sum += qualityAt(lowCost + (i + 0.5) / SLICES * (highCost - lowCost))
                    .orElseThrow();
        }
        return sum / SLICES;
    }
}
