package dev.tutti.words.plan;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** {@link PlanArithmetic} as the obvious sum of amounts and times, one object each. */
final class SlowPlanArithmetic {
    private final Function<ModelId, CallForecast> calls;

    SlowPlanArithmetic(Function<ModelId, CallForecast> calls) {
        this.calls = calls;
    }

    PlanForecast forecast(Plan plan) {
        return switch (plan) {
            case Single single -> call(single.model(), 0, 0).toForecast();
            case SelfMoa self ->
                self.adaptive()
                        .map(rule ->
                                adaptive(Collections.nCopies(self.samples(), self.model()), rule, self.aggregation()))
                        .orElseGet(() -> selfMoa(self))
                        .toForecast();
            case SelfMoaSeq seq -> selfMoaSeq(seq).toForecast();
            case MixedMoa mixed ->
                mixed.adaptive()
                        .map(rule -> adaptive(mixed.proposers(), rule, mixed.aggregation()))
                        .orElseGet(() -> mixedMoa(mixed))
                        .toForecast();
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
        long places = Math.min(seq.window(), seq.samples());
        Sum round = aggregation(
                new Aggregation.Synthesise(seq.aggregator()),
                sample.output().count() * places,
                sample.outputP95().count() * places,
                places);
        Sum one = call(seq.model(), 0, 0);
        return new Sum(
                one.cost().times(seq.samples()).plus(round.cost().times(seq.rounds())),
                one.costP95().times(seq.samples()).plus(round.costP95().times(seq.rounds())),
                sequence(one.latency(), round.latency(), seq.rounds()),
                sequence(one.latencyP95(), round.latencyP95(), seq.rounds()));
    }

    /** The clock of a run: each synthesis begins when its samples are in and the synthesis before it has ended. */
    private static Duration sequence(Duration samples, Duration synthesis, int windows) {
        Duration now = samples;
        for (int window = 1; window < windows; window++) {
            Duration drafted = now.plus(synthesis);
            Duration sampled = now.plus(samples);
            now = drafted.compareTo(sampled) >= 0 ? drafted : sampled;
        }
        return now.plus(synthesis);
    }

    private Sum mixedMoa(MixedMoa mixed) {
        List<CallForecast> proposers = mixed.proposers().stream().map(calls).toList();
        long written = proposers.stream().mapToLong(f -> f.output().count()).sum();
        long writtenP95 =
                proposers.stream().mapToLong(f -> f.outputP95().count()).sum();
        int n = proposers.size();
        Sum sum = layer(mixed.proposers(), 0, 0);
        long framed = PlanArithmetic.AGGREGATION_PROMPT_TOKENS + n * PlanArithmetic.PROPOSAL_FRAME_TOKENS;
        for (int layer = 2; layer < mixed.layers(); layer++) {
            sum = sum.then(layer(mixed.proposers(), written + framed, writtenP95 + framed));
        }
        return sum.then(aggregation(mixed.aggregation(), written, writtenP95, n));
    }

    private Sum adaptive(List<ModelId> proposers, Adaptive rule, Aggregation aggregation) {
        Growth growth = rule.growth(proposers.size());
        Sum all = layer(proposers, 0, 0);
        Usd cost = Usd.ZERO;
        double written = 0;
        for (int i = 0; i < proposers.size(); i++) {
            double reach = growth.reach().get(i);
            cost = cost.plus(new Usd(
                    Math.round(reach * call(proposers.get(i), 0, 0).cost().picos())));
            written += reach * calls.apply(proposers.get(i)).output().count();
        }
        long writtenP95 = proposers.stream()
                .mapToLong(model -> calls.apply(model).outputP95().count())
                .sum();
        Duration mean =
                Duration.ofNanos(Math.round(growth.rounds() * all.latency().toNanos()));
        Duration squeezed = all.latencyP95().multipliedBy(rule.least() == proposers.size() ? 1 : 2);
        return new Sum(cost, all.costP95(), mean, Sum.longer(mean, squeezed))
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
            picos += cascade.reach().get(i) * steps.get(i).cost().picos();
            nanos += cascade.reach().get(i) * steps.get(i).latency().toNanos();
        }
        Sum longest = longest(cascade, steps);
        return new PlanForecast(
                new Usd(Math.round(picos)),
                longest.costP95(),
                Duration.ofNanos(Math.round(nanos)),
                longest.latencyP95());
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
        long framed = PlanArithmetic.AGGREGATION_PROMPT_TOKENS + proposals * PlanArithmetic.PROPOSAL_FRAME_TOKENS;
        return switch (aggregation) {
            case Aggregation.Vote vote -> Sum.NOTHING;
            case Aggregation.Synthesise by -> call(by.aggregator(), written + framed, writtenP95 + framed);
            case Aggregation.Select by -> select(by.aggregator(), written + framed, writtenP95 + framed);
        };
    }

    private Sum select(ModelId aggregator, long extra, long extraP95) {
        CallForecast f = calls.apply(aggregator);
        return new Sum(
                f.price().cost(f.prompt().plus(new Tokens(extra)), PlanArithmetic.SELECTION_TOKENS),
                f.price().cost(f.prompt().plus(new Tokens(extraP95)), PlanArithmetic.SELECTION_TOKENS),
                f.latency(),
                f.latencyP95());
    }

    private Sum call(ModelId model, long extra, long extraP95) {
        CallForecast f = calls.apply(model);
        return new Sum(
                f.price().cost(f.prompt().plus(new Tokens(extra)), f.output()),
                f.price().cost(f.prompt().plus(new Tokens(extraP95)), f.outputP95()),
                f.latency(),
                f.latencyP95());
    }

    /** Cost and time of a part of a plan. */
    private record Sum(Usd cost, Usd costP95, Duration latency, Duration latencyP95) {
        static final Sum NOTHING = new Sum(Usd.ZERO, Usd.ZERO, Duration.ZERO, Duration.ZERO);

        Sum then(Sum next) {
            return new Sum(
                    cost.plus(next.cost),
                    costP95.plus(next.costP95),
                    latency.plus(next.latency),
                    latencyP95.plus(next.latencyP95));
        }

        Sum beside(Sum other) {
            return new Sum(
                    cost.plus(other.cost),
                    costP95.plus(other.costP95),
                    longer(latency, other.latency),
                    longer(latencyP95, other.latencyP95));
        }

        /** The larger of each: the two are ways of which one is taken. */
        Sum dearer(Sum other) {
            return new Sum(
                    cost.compareTo(other.cost) >= 0 ? cost : other.cost,
                    costP95.compareTo(other.costP95) >= 0 ? costP95 : other.costP95,
                    longer(latency, other.latency),
                    longer(latencyP95, other.latencyP95));
        }

        Sum sideBySide(int times) {
            return new Sum(cost.times(times), costP95.times(times), latency, latencyP95);
        }

        PlanForecast toForecast() {
            return new PlanForecast(cost, costP95, latency, latencyP95);
        }

        private static Duration longer(Duration a, Duration b) {
            return a.compareTo(b) >= 0 ? a : b;
        }
    }
}
