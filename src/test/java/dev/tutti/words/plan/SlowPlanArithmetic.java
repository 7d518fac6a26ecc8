package dev.tutti.words.plan;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@link PlanArithmetic} as the obvious sum of amounts and times, one object each. */
final class SlowPlanArithmetic {
    private final Function<ModelId, CallForecast> calls;
    private final WorstCase worst;
    private final int choices;

    SlowPlanArithmetic(Function<ModelId, CallForecast> calls, WorstCase worst, int choices) {
        this.calls = calls;
        this.worst = worst;
        this.choices = choices;
    }

    PlanForecast forecast(Plan plan) {
        PlanForecast expected = expected(plan);
        return new PlanForecast(
                expected.cost(), expected.costP95(), reserved(plan), expected.latency(), expected.latencyP95());
    }

    /** Without what must be reserved. */
    private PlanForecast expected(Plan plan) {
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

    /** A panel's calls all at once; of a cascade the dearest moment: one call reserved, those before it paid. */
    private Usd reserved(Plan plan) {
        return switch (plan) {
            case Single single -> reserved(call(single.model(), 0, 0), single.model(), 0);
            case SelfMoa self -> panel(Collections.nCopies(self.samples(), self.model()), 2, self.aggregation());
            case MixedMoa mixed -> panel(mixed.proposers(), mixed.layers(), mixed.aggregation());
            case SelfMoaSeq seq -> {
                List<ModelId> first = Collections.nCopies(Math.min(seq.window(), seq.samples()), seq.model());
                List<ModelId> later = new ArrayList<>(Collections.nCopies(seq.reserved(), seq.aggregator()));
                later.addAll(Collections.nCopies(seq.window() - seq.reserved(), seq.model()));
                List<ModelId> longest = seq.samples() > seq.window() && shown(later) > shown(first) ? later : first;
                Usd synthesis = synthesis(seq, first.size(), shown(longest));
                yield reserved(call(seq.model(), 0, 0), seq.model(), 0)
                        .times(seq.samples())
                        .plus(synthesis.times(seq.rounds()));
            }
            case Cascade cascade -> moments(cascade).stream().reduce(Usd.ZERO, Usd::max);
        };
    }

    private Usd panel(List<ModelId> proposers, int layers, Aggregation aggregation) {
        long writtenP95 = writtenP95(proposers);
        Usd sum = aggregation(aggregation, proposers, shown(proposers));
        for (ModelId model : proposers) {
            sum = sum.plus(reserved(call(model, 0, 0), model, 0));
            for (int layer = 2; layer < layers; layer++) {
                Sum reading = call(model, 0, writtenP95 + framed(proposers.size()));
                sum = sum.plus(reserved(reading, model, shown(proposers)));
            }
        }
        return sum;
    }

    private Usd synthesis(SelfMoaSeq seq, int places, long shown) {
        long writtenP95 = calls.apply(seq.model()).outputP95().count() * places;
        return reserved(call(seq.aggregator(), 0, writtenP95 + framed(places)), seq.aggregator(), shown);
    }

    private Usd aggregation(Aggregation aggregation, List<ModelId> proposers, long shown) {
        Sum expected = aggregation(aggregation, 0, writtenP95(proposers), proposers.size());
        return switch (aggregation) {
            case Aggregation.Vote vote -> Usd.ZERO;
            case Aggregation.Synthesise by -> reserved(expected, by.aggregator(), shown);
            case Aggregation.Select by -> reserved(expected, by.aggregator(), shown, PlanArithmetic.SELECTION_TOKENS);
        };
    }

    private List<Usd> moments(Cascade cascade) {
        List<Usd> moments = new ArrayList<>(List.of(reserved(cascade, 0)));
        for (List<Integer> way : ways(cascade)) {
            Usd paid = Usd.ZERO;
            for (int step : way) {
                moments.add(paid.plus(reserved(cascade, step)));
                paid = paid.plus(steps(cascade).get(step).costP95());
            }
        }
        return moments;
    }

    private static List<List<Integer>> ways(Cascade cascade) {
        return switch (cascade.rule()) {
            case StopRule.Agreement agreement ->
                List.of(IntStream.range(0, cascade.steps().size()).boxed().toList());
            case StopRule.NextCall learned ->
                learned.branches().stream()
                        .map(branch -> Stream.concat(branch.asked().stream(), Stream.of(branch.next()))
                                .toList())
                        .toList();
        };
    }

    private Usd reserved(Cascade cascade, int step) {
        List<ModelId> before = cascade.steps().subList(0, step).stream()
                .flatMap(earlier -> earlier.models().stream())
                .toList();
        return switch (cascade.steps().get(step)) {
            case Step.Ask ask -> reserved(call(ask.model(), 0, 0), ask.model(), 0);
            case Step.Fuse fuse -> aggregation(fuse.aggregation(), before, shown(before, CallForecast::outputP95));
        };
    }

    private Usd reserved(Sum expected, ModelId model, long shown) {
        return reserved(expected, model, shown, calls.apply(model).outputP99());
    }

    private Usd reserved(Sum expected, ModelId model, long shown, Tokens written) {
        CallForecast f = calls.apply(model);
        double prompt = Math.ceil((f.prompt().count() + shown) * worst.promptSafety());
        return f.price()
                .cost(new Tokens((long) prompt), new Tokens(written.count() * choices))
                .max(expected.costP95());
    }

    private long shown(List<ModelId> proposers) {
        return shown(proposers, CallForecast::outputP99);
    }

    private long shown(List<ModelId> proposers, Function<CallForecast, Tokens> written) {
        return worst.aggregationPrompt().count()
                + proposers.stream()
                        .mapToLong(model -> Math.min(
                                        written.apply(calls.apply(model)).count(),
                                        worst.longestProposal().count())
                                + WorstCase.PROPOSAL_FRAME_TOKENS)
                        .sum();
    }

    private long writtenP95(List<ModelId> proposers) {
        return proposers.stream()
                .mapToLong(model -> calls.apply(model).outputP95().count())
                .sum();
    }

    private static long framed(int proposals) {
        return PlanArithmetic.AGGREGATION_PROMPT_TOKENS + proposals * WorstCase.PROPOSAL_FRAME_TOKENS;
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
        long framed = PlanArithmetic.AGGREGATION_PROMPT_TOKENS + n * WorstCase.PROPOSAL_FRAME_TOKENS;
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
        long framed = PlanArithmetic.AGGREGATION_PROMPT_TOKENS + proposals * WorstCase.PROPOSAL_FRAME_TOKENS;
        return switch (aggregation) {
            case Aggregation.Vote vote -> Sum.NOTHING;
            case Aggregation.Synthesise by -> call(by.aggregator(), written + framed, writtenP95 + framed);
            case Aggregation.Select by -> select(by.aggregator(), written + framed, writtenP95 + framed);
        };
    }

    private Sum select(ModelId aggregator, long extra, long extraP95) {
        CallForecast f = calls.apply(aggregator);
        return new Sum(
                f.price().cost(f.prompt().plus(new Tokens(extra)), written(PlanArithmetic.SELECTION_TOKENS)),
                f.price().cost(f.prompt().plus(new Tokens(extraP95)), written(PlanArithmetic.SELECTION_TOKENS)),
                f.latency(),
                f.latencyP95());
    }

    private Sum call(ModelId model, long extra, long extraP95) {
        CallForecast f = calls.apply(model);
        return new Sum(
                f.price().cost(f.prompt().plus(new Tokens(extra)), written(f.output())),
                f.price().cost(f.prompt().plus(new Tokens(extraP95)), written(f.outputP95())),
                f.latency(),
                f.latencyP95());
    }

    /** All the answers that a caller wants of it. */
    private Tokens written(Tokens each) {
        return new Tokens(each.count() * choices);
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
            return new PlanForecast(cost, costP95, costP95, latency, latencyP95);
        }

        private static Duration longer(Duration a, Duration b) {
            return a.compareTo(b) >= 0 ? a : b;
        }
    }
}
