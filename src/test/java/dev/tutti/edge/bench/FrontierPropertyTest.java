package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FrontierPropertyTest {

    @Property
    void theFrontierReachesAQualityAsCheaplyAsTheBestMixOfAnyTwoPlans(@ForAll("points") List<Point> points) {
        Frontier frontier = Frontier.of(points);

        for (Point wanted : points) {
            double slow = cheapestMix(points, wanted.quality());
            assertThat(frontier.costAt(wanted.quality()).orElseThrow()).isCloseTo(slow, within(1e-9));
        }
    }

    @Property
    void costAndQualityOfTheFrontierAreInverse(@ForAll("points") List<Point> points) {
        Frontier frontier = Frontier.of(points);

        for (Point corner : frontier.corners()) {
            assertThat(frontier.qualityAt(corner.costPer1000()).orElseThrow())
                    .isCloseTo(corner.quality(), within(1e-9));
            assertThat(frontier.costAt(corner.quality()).orElseThrow()).isCloseTo(corner.costPer1000(), within(1e-9));
        }
    }

    @Property
    void theMeanQualityLiesBetweenThoseAtItsEnds(@ForAll("points") List<Point> points) {
        Frontier frontier = Frontier.of(points);
        double low = frontier.corners().getFirst().costPer1000();

        double mean = frontier.meanQuality(low, low + 3);

        assertThat(mean)
                .isBetween(
                        frontier.corners().getFirst().quality() - 1e-9,
                        frontier.qualityAt(low + 3).orElseThrow() + 1e-9);
    }

    private static double cheapestMix(List<Point> points, double quality) {
        double best = Double.POSITIVE_INFINITY;
        for (Point a : points) {
            if (a.quality() >= quality) {
                best = Math.min(best, a.costPer1000());
            }
            for (Point b : points) {
                if (a.quality() < quality && b.quality() > quality) {
                    double share = (quality - a.quality()) / (b.quality() - a.quality());
                    best = Math.min(best, a.mixed(b, share).costPer1000());
                }
            }
        }
        return best;
    }

    @Provide
    Arbitrary<List<Point>> points() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(1, 40))
                .as((quality, cost) -> new Point(quality / 20.0, cost / 4.0))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }
}
