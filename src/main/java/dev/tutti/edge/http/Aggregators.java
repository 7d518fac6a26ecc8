package dev.tutti.edge.http;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Step;
import java.util.stream.Stream;

/** The models of a plan that write or pick the answer from what others wrote. */
final class Aggregators {

    private Aggregators() {}

    static Stream<ModelId> of(Plan plan) {
        return switch (plan) {
            case Single _ -> Stream.empty();
            case SelfMoa self -> self.aggregation().caller().stream();
            case SelfMoaSeq seq -> Stream.of(seq.aggregator());
            case MixedMoa mixed -> mixed.aggregation().caller().stream();
            case Cascade cascade -> cascade.steps().stream().flatMap(Aggregators::of);
        };
    }

    private static Stream<ModelId> of(Step step) {
        return switch (step) {
            case Step.Ask _ -> Stream.empty();
            case Step.Fuse fuse -> fuse.aggregation().caller().stream();
        };
    }
}
