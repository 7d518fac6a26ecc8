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
 * layers; cost is the sum over all calls, the input counted for every sample, its mean with what prompt caches save. The 95 % quantiles are sums of the calls'
 * quantiles, so they err to the expensive and the slow side. Of a {@link SelfMoaSeq} the samples of the next window are on
 * their way while this one is synthesised, so that only the longer of the two takes time.
 *
 * <p>Of an {@link Adaptive} number of samples the mean is that of its {@link Growth}, the quantile of the cost that of all
 * of them. The quantile of the time is what a deadline must allow, not what is taken where there is time for more: the
 * two rounds into which a tight deadline squeezes it, though never less than the mean.
 *
 * <p>What must be reserved is reckoned as the run reckons it, each call at its 99 % quantile and its prompt with the safety
 * factor: a panel's calls all together, since a run asks for them before the first; a cascade's one by one, what was called
 * before at its 95 % quantile, since the run reserves a call when those before it are settled.
 *
 * <p>{@link ArithmeticException} beyond 9 million dollars or 292 years.
 */
public final class PlanArithmetic {
    /** Tokens that an aggregation prompt adds around the proposals. */
    static final long AGGREGATION_PROMPT_TOKENS = 300;
    /** Tokens that an aggregator may write to name a proposal: it is priced and run by this one number. */
    public static final Tokens SELECTION_TOKENS = new Tokens(64);

    private final Function<ModelId, CallForecast> calls;
    private final WorstCase worst;
    private final int choices;

    /** {@code choices}: how many answers each call writes, the caller's {@code n}. */
    public PlanArithmetic(Function<ModelId, CallForecast> calls, WorstCase worst, int choices) {
        this.calls = calls;
        this.worst = worst;
        this.choices = choices;
    }

    public PlanForecast forecast(Plan plan) {
        return switch (plan) {
            case Single single -> call(single.model(), Shown.NOTHING).toForecast();
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
        return call(self.model(), Shown.NOTHING)
                .sideBySide(self.samples())
                .then(aggregation(self.aggregation(), proposal(self.model()).times(self.samples())));
    }

    private Sum selfMoaSeq(SelfMoaSeq seq) {
        Sum window = call(seq.model(), Shown.NOTHING);
        Sum round = aggregation(new Aggregation.Synthesise(seq.aggregator()), window(seq));
        Sum sum = window.sideBySide(seq.samples());
        for (int i = 1; i < seq.rounds(); i++) {
            sum = sum.then(round.beside(window.paid()));
        }
        return sum.then(round);
    }

    /** A window's proposals. Of a later one some are syntheses, which may be longer: that counts where it is reserved for. */
    private Shown window(SelfMoaSeq seq) {
        Shown sample = proposal(seq.model());
        Shown first = sample.times(Math.min(seq.window(), seq.samples()));
        if (seq.rounds() == 1) {
            return first;
        }
        Shown later =
                proposal(seq.aggregator()).times(seq.reserved()).plus(sample.times(seq.window() - seq.reserved()));
        return new Shown(first.mean(), first.p95(), Math.max(first.most(), later.most()));
    }

    private Sum mixedMoa(MixedMoa mixed) {
        Shown written = Shown.NOTHING;
        for (ModelId proposer : mixed.proposers()) {
            written = written.plus(proposal(proposer));
        }
        Sum sum = layer(mixed.proposers(), Shown.NOTHING);
        if (mixed.layers() > 2) {
            Sum reading = layer(mixed.proposers(), asked(written));
            for (int layer = 2; layer < mixed.layers(); layer++) {
                sum = sum.then(reading);
            }
        }
        return sum.then(aggregation(mixed.aggregation(), written));
    }

    private Sum adaptive(List<ModelId> proposers, Adaptive rule, Aggregation aggregation) {
        Growth growth = rule.growth(proposers.size());
        double written = 0;
        Shown most = Shown.NOTHING;
        long picos = 0;
        long uncached = 0;
        Sum all = layer(proposers, Shown.NOTHING);
        for (int i = 0; i < proposers.size(); i++) {
            double reach = growth.reach().get(i);
            ModelId proposer = proposers.get(i);
            written += reach * calls.apply(proposer).output().count();
            most = most.plus(proposal(proposer));
            Sum call = call(proposer, Shown.NOTHING);
            picos = Math.addExact(picos, Math.round(reach * call.picos()));
            uncached = Math.addExact(uncached, Math.round(reach * call.picosUncached()));
        }
        long mean = Math.round(written) + proposers.size() * WorstCase.PROPOSAL_FRAME_TOKENS;
        long nanos = Math.round(growth.rounds() * all.nanos());
        long squeezed = Math.multiplyExact(all.nanosP95(), rule.least() < proposers.size() ? 2 : 1);
        return new Sum(picos, uncached, all.picosP95(), all.picosReserved(), nanos, Math.max(nanos, squeezed))
                .then(aggregation(aggregation, new Shown(mean, most.p95(), most.most())));
    }

    private Sum layer(List<ModelId> models, Shown shown) {
        Sum layer = Sum.NOTHING;
        for (ModelId model : models) {
            layer = layer.beside(call(model, shown));
        }
        return layer;
    }

    private PlanForecast cascade(Cascade cascade) {
        double picos = 0;
        double uncached = 0;
        double nanos = 0;
        List<Sum> steps = steps(cascade);
        for (int i = 0; i < steps.size(); i++) {
            picos += cascade.reach().get(i) * steps.get(i).picos();
            uncached += cascade.reach().get(i) * steps.get(i).picosUncached();
            nanos += cascade.reach().get(i) * steps.get(i).nanos();
        }
        Sum longest = longest(cascade, steps);
        return new PlanForecast(
                new Usd(Math.round(picos)),
                new Usd(longest.picosP95()),
                new Usd(longest.picosReserved()),
                Duration.ofNanos(Math.round(nanos)),
                Duration.ofNanos(longest.nanosP95()),
                new Usd(Math.round(uncached)));
    }

    private List<Sum> steps(Cascade cascade) {
        List<Sum> steps = new ArrayList<>();
        Shown written = Shown.NOTHING;
        for (Step step : cascade.steps()) {
            switch (step) {
                case Step.Ask ask -> {
                    written = written.plus(answer(ask.model()));
                    steps.add(call(ask.model(), Shown.NOTHING));
                }
                case Step.Fuse fuse -> steps.add(aggregation(fuse.aggregation(), written));
            }
        }
        return steps;
    }

    /** The most that any way through the cascade may cost, and the longest that any may take. */
    private static Sum longest(Cascade cascade, List<Sum> steps) {
        return switch (cascade.rule()) {
            case StopRule.Agreement agreement -> steps.stream().reduce(Sum.NOTHING, Sum::settledThen);
            case StopRule.NextCall learned -> {
                Sum longest = steps.getFirst();
                for (StopRule.Branch branch : learned.branches()) {
                    longest = longest.dearer(to(branch, steps));
                }
                yield longest;
            }
        };
    }

    private static Sum to(StopRule.Branch branch, List<Sum> steps) {
        List<Integer> asked = branch.asked();
        Sum sum = Sum.NOTHING;
        for (int i = 0; i < asked.size(); i++) {
            sum = sum.settledThen(steps.get(asked.get(i)));
        }
        return sum.settledThen(steps.get(branch.next()));
    }

    private Sum aggregation(Aggregation aggregation, Shown proposals) {
        return switch (aggregation) {
            case Aggregation.Vote vote -> Sum.NOTHING;
            case Aggregation.Synthesise by -> call(by.aggregator(), asked(proposals));
            case Aggregation.Select by -> select(by.aggregator(), asked(proposals));
        };
    }

    /** Still to be written when money is set aside for its readers. */
    private Shown proposal(ModelId model) {
        CallForecast f = calls.apply(model);
        return shown(f, f.outputP99());
    }

    /** Written and paid when its reader's money is reserved. */
    private Shown answer(ModelId model) {
        CallForecast f = calls.apply(model);
        return shown(f, f.outputP95());
    }

    private Shown shown(CallForecast f, Tokens most) {
        return new Shown(
                f.output().count() + WorstCase.PROPOSAL_FRAME_TOKENS,
                f.outputP95().count() + WorstCase.PROPOSAL_FRAME_TOKENS,
                worst.shown(most).count());
    }

    /** The proposals in the prompt that asks for an aggregation. */
    private Shown asked(Shown proposals) {
        return proposals.plus(new Shown(
                AGGREGATION_PROMPT_TOKENS,
                AGGREGATION_PROMPT_TOKENS,
                worst.aggregationPrompt().count()));
    }

    private Sum select(ModelId aggregator, Shown shown) {
        return sum(calls.apply(aggregator), shown, SELECTION_TOKENS, SELECTION_TOKENS, SELECTION_TOKENS);
    }

    private Sum call(ModelId model, Shown shown) {
        CallForecast f = calls.apply(model);
        return sum(f, shown, f.output(), f.outputP95(), f.outputP99());
    }

    private Sum sum(CallForecast f, Shown shown, Tokens output, Tokens outputP95, Tokens outputP99) {
        long p95 = picos(f, read(f, shown.p95()), outputP95);
        long mean = picos(f, read(f, shown.mean()), output);
        return new Sum(
                mean - f.price().saved(f.cached()).picos(),
                mean,
                p95,
                Math.max(p95, picos(f, worst.paid(read(f, shown.most())), outputP99)),
                f.latency().toNanos(),
                f.latencyP95().toNanos());
    }

    private static Tokens read(CallForecast f, long shown) {
        return f.prompt().plus(new Tokens(shown));
    }

    private long picos(CallForecast f, Tokens prompt, Tokens output) {
        return f.price().cost(prompt, new Tokens(output.count() * choices)).picos();
    }

    /**
     * Tokens that a call reads beside the conversation: on average, at the 95 % quantile, and what is reserved for. In bare
     * numbers, as {@link Sum}.
     */
    private record Shown(long mean, long p95, long most) {
        static final Shown NOTHING = new Shown(0, 0, 0);

        Shown plus(Shown other) {
            return new Shown(mean + other.mean, p95 + other.p95, most + other.most);
        }

        Shown times(int proposals) {
            return new Shown(mean * proposals, p95 * proposals, most * proposals);
        }
    }
}
