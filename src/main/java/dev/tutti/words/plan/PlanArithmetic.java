package dev.tutti.words.plan;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * The cost and latency of plans from the forecasts of their calls: latency is the largest of parallel calls, summed over
 * layers; cost is the sum over all calls, the input counted for every sample. The 95 % quantiles are sums of the calls'
 * quantiles, so they err to the expensive and the slow side. Of a {@link SelfMoaSeq} the samples of the next window are on
 * their way while this one is synthesised, so that only the longer of the two takes time.
 *
 * <p>Of an {@link Adaptive} number of samples the mean is that of its {@link Growth}, the quantile of the cost that of all
 * of them. The quantile of the time is what a deadline must allow, not what is taken where there is time for more: the
 * two rounds into which a tight deadline squeezes it, though never less than the mean.
 *
 * <p>{@link ArithmeticException} beyond 9 million dollars or 292 years.
 */
public final class PlanArithmetic {
    /** Tokens that an aggregation prompt adds around the proposals. */
    static final long AGGREGATION_PROMPT_TOKENS = 300;
    /** Tokens around each proposal: number, delimiters, escapes. */
    static final long PROPOSAL_FRAME_TOKENS = 30;
    /** Tokens that an aggregator may write to name a proposal: it is priced and run by this one number. */
    public static final Tokens SELECTION_TOKENS = new Tokens(64);

    private final Function<ModelId, CallForecast> calls;

    public PlanArithmetic(Function<ModelId, CallForecast> calls) {
        this.calls = calls;
    }

    public PlanForecast forecast(Plan plan) {
        return switch (plan) {
            case Single single -> call(single.model(), 0, 0).toForecast();
            case SelfMoa self
            when self.adaptive().isPresent() ->
                adaptive(
                                Collections.nCopies(self.samples(), self.model()),
                                self.adaptive().get(),
                                self.aggregation())
                        .toForecast();
            case SelfMoa self -> selfMoa(self).toForecast();
            case SelfMoaSeq seq -> selfMoaSeq(seq).toForecast();
            case MixedMoa mixed
            when mixed.adaptive().isPresent() ->
                adaptive(mixed.proposers(), mixed.adaptive().get(), mixed.aggregation())
                        .toForecast();
            case MixedMoa mixed -> mixedMoa(mixed).toForecast();
            case Cascade cascade -> cascade(cascade);
        };
    }

    private Sum selfMoa(SelfMoa self) {
        Sum one = call(self.model(), 0, 0);
        CallForecast sample = calls.apply(self.model());
        return one.sideBySide(self.samples())
                .then(aggregation(
                        self.aggregation(),
                        sample.output().count() * self.samples(),
                        sample.outputP95().count() * self.samples(),
                        self.samples()));
    }

    private Sum selfMoaSeq(SelfMoaSeq seq) {
        CallForecast sample = calls.apply(seq.model());
        Sum window = call(seq.model(), 0, 0);
        long places = Math.min(seq.window(), seq.samples());
        Sum round = aggregation(
                new Aggregation.Synthesise(seq.aggregator()),
                sample.output().count() * places,
                sample.outputP95().count() * places,
                places);
        Sum sum = window.sideBySide(seq.samples());
        for (int i = 1; i < seq.rounds(); i++) {
            sum = sum.then(round.beside(window.paid()));
        }
        return sum.then(round);
    }

    private Sum mixedMoa(MixedMoa mixed) {
        long written = 0;
        long writtenP95 = 0;
        for (ModelId proposer : mixed.proposers()) {
            CallForecast call = calls.apply(proposer);
            written += call.output().count();
            writtenP95 += call.outputP95().count();
        }
        int n = mixed.proposers().size();
        Sum sum = layer(mixed.proposers(), 0, 0);
        if (mixed.layers() > 2) {
            long framed = AGGREGATION_PROMPT_TOKENS + n * PROPOSAL_FRAME_TOKENS;
            Sum reading = layer(mixed.proposers(), written + framed, writtenP95 + framed);
            for (int layer = 2; layer < mixed.layers(); layer++) {
                sum = sum.then(reading);
            }
        }
        return sum.then(aggregation(mixed.aggregation(), written, writtenP95, n));
    }

    private Sum adaptive(List<ModelId> proposers, Adaptive rule, Aggregation aggregation) {
        Growth growth = rule.growth(proposers.size());
        double written = 0;
        long writtenP95 = 0;
        long picos = 0;
        Sum all = layer(proposers, 0, 0);
        for (int i = 0; i < proposers.size(); i++) {
            double reach = growth.reach().get(i);
            CallForecast call = calls.apply(proposers.get(i));
            written += reach * call.output().count();
            writtenP95 += call.outputP95().count();
            picos = Math.addExact(
                    picos, Math.round(reach * call(proposers.get(i), 0, 0).picos()));
        }
        long nanos = Math.round(growth.rounds() * all.nanos());
        long squeezed = Math.multiplyExact(all.nanosP95(), rule.least() < proposers.size() ? 2 : 1);
        return new Sum(picos, all.picosP95(), nanos, Math.max(nanos, squeezed))
                .then(aggregation(aggregation, Math.round(written), writtenP95, proposers.size()));
    }

    private Sum layer(List<ModelId> models, long extra, long extraP95) {
        Sum layer = Sum.NOTHING;
        for (ModelId model : models) {
            layer = layer.beside(call(model, extra, extraP95));
        }
        return layer;
    }

    private PlanForecast cascade(Cascade cascade) {
        double picos = 0;
        double nanos = 0;
        List<Sum> steps = steps(cascade);
        for (int i = 0; i < steps.size(); i++) {
            picos += cascade.reach().get(i) * steps.get(i).picos();
            nanos += cascade.reach().get(i) * steps.get(i).nanos();
        }
        Sum longest = longest(cascade, steps);
        return new PlanForecast(
                new Usd(Math.round(picos)),
                new Usd(longest.picosP95()),
                Duration.ofNanos(Math.round(nanos)),
                Duration.ofNanos(longest.nanosP95()));
    }

    private List<Sum> steps(Cascade cascade) {
        List<Sum> steps = new ArrayList<>();
        long written = 0;
        long writtenP95 = 0;
        for (Step step : cascade.steps()) {
            switch (step) {
                case Step.Ask ask -> {
                    CallForecast call = calls.apply(ask.model());
                    written += call.output().count();
                    writtenP95 += call.outputP95().count();
                    steps.add(call(ask.model(), 0, 0));
                }
                case Step.Fuse fuse -> steps.add(aggregation(fuse.aggregation(), written, writtenP95, steps.size()));
            }
        }
        return steps;
    }

    /** The most that any way through the cascade may cost, and the longest that any may take. */
    private static Sum longest(Cascade cascade, List<Sum> steps) {
        return switch (cascade.rule()) {
            case StopRule.Agreement agreement -> steps.stream().reduce(Sum.NOTHING, Sum::then);
            case StopRule.NextCall learned ->
                learned.branches().stream()
                        .map(branch ->
                                branch.asked().stream().map(steps::get).reduce(steps.get(branch.next()), Sum::then))
                        .reduce(steps.getFirst(), Sum::dearer);
        };
    }

    private Sum aggregation(Aggregation aggregation, long written, long writtenP95, long proposals) {
        long framed = AGGREGATION_PROMPT_TOKENS + proposals * PROPOSAL_FRAME_TOKENS;
        return switch (aggregation) {
            case Aggregation.Vote vote -> Sum.NOTHING;
            case Aggregation.Synthesise by -> call(by.aggregator(), written + framed, writtenP95 + framed);
            case Aggregation.Select by -> select(by.aggregator(), written + framed, writtenP95 + framed);
        };
    }

    private Sum select(ModelId aggregator, long extra, long extraP95) {
        CallForecast f = calls.apply(aggregator);
        return sum(f, extra, SELECTION_TOKENS, extraP95, SELECTION_TOKENS);
    }

    private Sum call(ModelId model, long extra, long extraP95) {
        CallForecast f = calls.apply(model);
        return sum(f, extra, f.output(), extraP95, f.outputP95());
    }

    private static Sum sum(CallForecast f, long extra, Tokens output, long extraP95, Tokens outputP95) {
        return new Sum(
                f.price().cost(f.prompt().plus(new Tokens(extra)), output).picos(),
                f.price().cost(f.prompt().plus(new Tokens(extraP95)), outputP95).picos(),
                f.latency().toNanos(),
                f.latencyP95().toNanos());
    }

    /** Cost and time of a part of a plan, in bare numbers: every decision adds up hundreds. None of them wraps. */
    private record Sum(long picos, long picosP95, long nanos, long nanosP95) {
        static final Sum NOTHING = new Sum(0, 0, 0, 0);

        Sum then(Sum next) {
            return new Sum(
                    Math.addExact(picos, next.picos),
                    Math.addExact(picosP95, next.picosP95),
                    Math.addExact(nanos, next.nanos),
                    Math.addExact(nanosP95, next.nanosP95));
        }

        Sum beside(Sum other) {
            return new Sum(
                    Math.addExact(picos, other.picos),
                    Math.addExact(picosP95, other.picosP95),
                    Math.max(nanos, other.nanos),
                    Math.max(nanosP95, other.nanosP95));
        }

        /** The larger of each: the two are ways of which one is taken. */
        Sum dearer(Sum other) {
            return new Sum(
                    Math.max(picos, other.picos),
                    Math.max(picosP95, other.picosP95),
                    Math.max(nanos, other.nanos),
                    Math.max(nanosP95, other.nanosP95));
        }

        /** Its time alone: what it costs is counted elsewhere. */
        Sum paid() {
            return new Sum(0, 0, nanos, nanosP95);
        }

        Sum sideBySide(int times) {
            return new Sum(Math.multiplyExact(picos, times), Math.multiplyExact(picosP95, times), nanos, nanosP95);
        }

        PlanForecast toForecast() {
            return new PlanForecast(
                    new Usd(picos), new Usd(picosP95), Duration.ofNanos(nanos), Duration.ofNanos(nanosP95));
        }
    }
}
