package dev.tutti.sense.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.sense.budget.PaceTerms;
import dev.tutti.sense.budget.Pacer;
import dev.tutti.sense.policy.PacedWeek.Ask;
import dev.tutti.sense.policy.PacedWeek.Offer;
import dev.tutti.sense.policy.PacedWeek.Run;
import dev.tutti.sense.policy.PacedWeek.Sum;
import dev.tutti.words.chat.Usd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key that is paced spends, over a week, its mean and no more, and gets for it what there was to be had. */
final class PacedWeekTest {
    private static final double LEAST_GAIN = 5;
    /** Of the ceiling. */
    private static final double SPEND = 0.002;
    /** Of the score that the best one price would have brought. */
    private static final double SCORE = 0.005;

    private static final PolicySettings EXPLORING = PolicySettings.DEFAULTS;
    private static final PolicySettings SETTINGS = EXPLORING.withoutExploration();

    @ParameterizedTest
    @CsvSource({"1, 0.0005", "2, 0.0005", "1, 0.001", "3, 0.002"})
    void whereTheCeilingBindsItIsSpentAndBuysAsMuchAsTheBestPriceKnownAfterwards(long seed, double ceiling) {
        List<Ask> week = PacedWeek.asks(seed, _ -> 1);

        Sum paced = passed(run(ceiling, SETTINGS), week);

        assertThat(paced.meanCost() / ceiling).isEqualTo(1, within(SPEND));
        assertThat(paced.meanQuality())
                .isGreaterThan(PacedWeek.hindsight(week, ceiling).meanQuality() - SCORE);
    }

    @Test
    void whatExploringAddsIsPaidFromTheSameMean() {
        Sum paced = passed(run(0.001, EXPLORING), PacedWeek.asks(4, _ -> 1));

        assertThat(paced.meanCost() / 0.001).isEqualTo(1, within(SPEND));
    }

    @Test
    void whereTheCeilingDoesNotBindTheLeastPriceHoldsAsWithoutIt() {
        List<Ask> week = PacedWeek.asks(5, _ -> 1);
        Sum free = PacedWeek.constant(week, LEAST_GAIN);

        Sum paced = passed(run(free.meanCost() * 1.5, SETTINGS), week);

        assertThat(paced.meanCost() / free.meanCost()).isEqualTo(1, within(0.005));
        assertThat(paced.meanQuality()).isEqualTo(free.meanQuality(), within(0.001));
    }

    @Test
    void aProvidersNewPriceInMidWeekIsMadeGoodWithinTheWeek() {
        List<Ask> week = PacedWeek.asks(6, at -> at > 3.5 * PacedWeek.DAY ? 0.3 : 1);

        Sum paced = passed(run(0.001, SETTINGS), week);

        assertThat(paced.meanCost() / 0.001).isEqualTo(1, within(SPEND));
    }

    @Test
    void aBurstIsPaidAsAnyOtherRequests() {
        List<Ask> week = PacedWeek.asks(7, _ -> 1);
        SplittableRandom chance = new SplittableRandom(70);
        for (int i = 0; i < 5_000; i++) {
            week.add(PacedWeek.ask(6 * PacedWeek.DAY + i * 1e-3, chance, 1));
        }
        week.sort(Comparator.comparingDouble(Ask::at));

        Sum paced = passed(run(0.001, SETTINGS), week);

        assertThat(paced.meanCost() / 0.001).isEqualTo(1, within(SPEND));
        Run burst = run(0.001, SETTINGS);
        week.stream().filter(ask -> ask.at() < 6 * PacedWeek.DAY).forEach(burst::pass);
        Sum before = burst.sum();
        week.stream()
                .filter(ask -> ask.at() >= 6 * PacedWeek.DAY && ask.at() < 6 * PacedWeek.DAY + 6)
                .forEach(burst::pass);
        double within = (burst.sum().spent() - before.spent()) / (burst.sum().requests() - before.requests());
        assertThat(within).isLessThan(1.1 * 0.001);
    }

    @Test
    void twoKeysAtOnceKeepTheirOwnCeilings() {
        Run one = run(0.0005, SETTINGS);
        Run other = run(0.002, SETTINGS);
        record Turn(double at, Run run, Ask ask) {}
        List<Turn> turns = new ArrayList<>();
        PacedWeek.asks(10, _ -> 1).forEach(ask -> turns.add(new Turn(ask.at(), one, ask)));
        PacedWeek.asks(11, _ -> 1).forEach(ask -> turns.add(new Turn(ask.at(), other, ask)));
        turns.sort(Comparator.comparingDouble(Turn::at));
        turns.forEach(turn -> turn.run().pass(turn.ask()));

        assertThat(one.sum().meanCost() / 0.0005).isEqualTo(1, within(SPEND));
        assertThat(other.sum().meanCost() / 0.002).isEqualTo(1, within(SPEND));
    }

    @Test
    void aRestartEachDayChangesNothing() {
        Run run = run(0.001, SETTINGS);
        double next = PacedWeek.DAY;
        for (Ask ask : PacedWeek.asks(8, _ -> 1)) {
            if (ask.at() > next) {
                run.restart();
                next += PacedWeek.DAY;
            }
            run.pass(ask);
        }

        assertThat(run.sum().meanCost() / 0.001).isEqualTo(1, within(SPEND));
    }

    @Test
    void ofAnIdleTimeNoMoreIsSpentLaterThanIsSaved() {
        Run run = run(0.001, SETTINGS);
        SplittableRandom chance = new SplittableRandom(90);
        List<Ask> easy = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Ask ask = PacedWeek.ask(i, chance, 1);
            List<Offer> alike =
                    ask.offers().stream().map(o -> new Offer(o.cost(), 1)).toList();
            easy.add(new Ask(i, alike, ask.luck(), i + 9, false));
        }
        easy.forEach(run::pass);
        Sum idle = run.sum();
        for (Ask ask : PacedWeek.asks(9, _ -> 1)) {
            run.pass(ask);
        }

        Sum both = run.sum();
        double saved = 500 * 0.001;
        double busy = both.spent() - idle.spent() - saved;
        assertThat(busy / (both.requests() - idle.requests()) / 0.001).isEqualTo(1, within(SPEND));
    }

    private static Sum passed(Run run, List<Ask> week) {
        week.forEach(run::pass);
        return run.sum();
    }

    private static Run run(double ceiling, PolicySettings settings) {
        PaceTerms terms = new PaceTerms(Usd.approximately(ceiling), LEAST_GAIN);
        return new Run(new Pacer(terms, terms.start()), settings);
    }
}
