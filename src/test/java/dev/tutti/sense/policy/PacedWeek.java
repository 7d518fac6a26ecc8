package dev.tutti.sense.policy;

import dev.tutti.sense.budget.Pacer;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.WhenInfeasible;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * A week of requests in virtual time: more by day than by night, more hard ones in the evening, four plans of an ever
 * higher price, costs with a heavy tail that are told seconds or minutes after the choice.
 */
final class PacedWeek {
    static final double DAY = 86_400;
    private static final int REQUESTS = 120_000;
    private static final double[] MILLIDOLLARS = {0.1, 0.4, 1.5, 6};
    private static final double[] SKILL = {-0.5, 0.5, 1.5, 2.5};
    /** The tail of what answers cost: their variance is finite, their third moment is not. */
    private static final double TAIL = 2.2;

    private static final double NAMED_SHARE = 0.05;
    private static final double NAMED_TARGET = 0.9;

    /** What one plan costs, in USD, and brings. */
    record Offer(double cost, double quality) {}

    /** One request: its plans, how their cost comes out, when it ends, whether it names a target. */
    record Ask(double at, List<Offer> offers, double luck, double ends, boolean named) {
        List<Candidate> plans() {
            List<Candidate> plans = new ArrayList<>();
            for (Offer offer : offers) {
                long micros = Math.max(1, Math.round(offer.cost() * 1e6));
                double quality = offer.quality();
                plans.add(Plans.plan("m" + plans.size(), quality, quality, micros, 3 * micros, 1_000));
            }
            return plans;
        }
    }

    /** What a week came to. */
    record Sum(int requests, double spent, double quality) {
        double meanCost() {
            return spent / requests;
        }

        double meanQuality() {
            return quality / requests;
        }
    }

    private record Told(double at, Pacer.Charge charge, Usd actual) {}

    private PacedWeek() {}

    /** {@code dearest}: what the dearest plan's price is multiplied by at that second. */
    static List<Ask> asks(long seed, DoubleUnaryOperator dearest) {
        SplittableRandom chance = new SplittableRandom(seed);
        List<Ask> asks = new ArrayList<>();
        double at = 0;
        while (at < 7 * DAY) {
            double rate = REQUESTS / (7 * DAY) * (1 + 0.8 * Math.sin(2 * Math.PI * at / DAY));
            at -= Math.log(1 - chance.nextDouble()) / rate;
            asks.add(ask(at, chance, dearest.applyAsDouble(at)));
        }
        return asks;
    }

    /** One that came at that second. */
    static Ask ask(double at, SplittableRandom chance, double dearest) {
        double hard = 0.3 + 0.2 * Math.sin(2 * Math.PI * at / DAY + 1);
        double difficulty = (chance.nextDouble() < hard ? 1.5 : -1.5) + 0.7 * chance.nextGaussian();
        double length = Math.exp(-0.32 + 0.8 * chance.nextGaussian());
        List<Offer> offers = new ArrayList<>();
        for (int i = 0; i < SKILL.length; i++) {
            double cost = MILLIDOLLARS[i] * length * (i == SKILL.length - 1 ? dearest : 1) / 1e3;
            offers.add(new Offer(cost, 1 / (1 + Math.exp(difficulty - SKILL[i]))));
        }
        double luck = (TAIL - 1) / TAIL * Math.pow(1 - chance.nextDouble(), -1 / TAIL);
        double ends = at - 15 * Math.log(1 - chance.nextDouble());
        return new Ask(at, offers, luck, ends, chance.nextDouble() < NAMED_SHARE);
    }

    /** One key's way through requests, one after the other. */
    static final class Run {
        private final PolicySettings settings;
        private final PriorityQueue<Told> open =
                new PriorityQueue<>((one, other) -> Double.compare(one.at(), other.at()));
        private Pacer pacer;
        private int requests;
        private double spent;
        private double quality;

        Run(Pacer pacer, PolicySettings settings) {
            this.pacer = pacer;
            this.settings = settings;
        }

        void pass(Ask ask) {
            while (!open.isEmpty() && open.peek().at() <= ask.at()) {
                Told told = open.remove();
                told.charge().settle(told.actual());
            }
            Targets targets = targets(ask, pacer.gainPerUsd());
            PolicyChoice.Chosen chosen = (PolicyChoice.Chosen)
                    Policy.choose(ask.plans(), targets, settings, ExplorationDraw.of(new RequestId("r-" + requests)));
            Usd forecast = chosen.candidate().forecast().cost();
            Usd expected = new Receipt(targets, chosen.candidates(), "rule", "none", -1).expectedCost();
            Usd actual = Usd.approximately(forecast.toDouble() * ask.luck());
            open.add(new Told(ask.ends(), pacer.charge(expected, forecast), actual));
            requests++;
            spent += actual.toDouble();
            quality += chosen.candidate().prediction().quality();
        }

        /** The program is killed and begins anew with what the last row told; what is on its way is told to nobody. */
        void restart() {
            pacer = new Pacer(pacer.terms(), pacer.pace());
        }

        Sum sum() {
            return new Sum(requests, spent, quality);
        }
    }

    private static Targets targets(Ask ask, double gain) {
        return Plans.targets(NAMED_TARGET, 1_000_000, 30_000, WhenInfeasible.BEST_GAIN)
                .at(new PacedPrice(gain, !ask.named()));
    }

    /** What one price for the whole week comes to. */
    static Sum constant(List<Ask> asks, double gain) {
        double spent = 0;
        double quality = 0;
        for (Ask ask : asks) {
            Offer choice = choice(ask, gain);
            spent += choice.cost() * ask.luck();
            quality += choice.quality();
        }
        return new Sum(asks.size(), spent, quality);
    }

    private static Offer choice(Ask ask, double gain) {
        Offer best = ask.offers().getFirst();
        for (Offer offer : ask.offers()) {
            if (ask.named() && offer.quality() >= NAMED_TARGET) {
                return offer;
            }
            best = offer.quality() - gain * offer.cost() > best.quality() - gain * best.cost() ? offer : best;
        }
        return best;
    }

    /** The best one price for the whole week, known when it is over: the least of those that keep the ceiling. */
    static Sum hindsight(List<Ask> asks, double ceiling) {
        double low = 1;
        double high = 1e6;
        for (int i = 0; i < 24; i++) {
            double middle = Math.sqrt(low * high);
            if (constant(asks, middle).meanCost() > ceiling) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return constant(asks, high);
    }
}
