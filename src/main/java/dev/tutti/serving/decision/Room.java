package dev.tutti.serving.decision;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Whether long proposals fit the context windows of those who read them. */
final class Room {
    /** Tokens of the aggregation prompt and of the frames around the proposals, at most. */
    private static final long FRAME = 800;

    private final Catalogue catalogue;
    private final Function<ModelId, CallForecast> calls;

    Room(Catalogue catalogue, Function<ModelId, CallForecast> calls) {
        this.catalogue = catalogue;
        this.calls = calls;
    }

    boolean holds(Plan plan) {
        return switch (plan) {
            case Single single -> true;
            case Cascade cascade -> true;
            case SelfMoa self -> reads(self.aggregation(), Collections.nCopies(self.samples(), self.model()));
            case SelfMoaSeq seq ->
                reads(
                        new Aggregation.Synthesise(seq.aggregator()),
                        Collections.nCopies(Math.min(seq.window(), seq.samples()), seq.model()));
            case MixedMoa mixed ->
                reads(mixed.aggregation(), mixed.proposers())
                        && (mixed.layers() == 2
                                || mixed.proposers().stream().allMatch(reader -> reads(reader, mixed.proposers())));
        };
    }

    private boolean reads(Aggregation aggregation, List<ModelId> writers) {
        return aggregation.caller().map(reader -> reads(reader, writers)).orElse(true);
    }

    private boolean reads(ModelId reader, List<ModelId> writers) {
        CallForecast own = calls.apply(reader);
        long written = 0;
        for (ModelId writer : writers) {
            written += calls.apply(writer).outputP95().count();
        }
        long needed = own.prompt().count() + written + FRAME + own.outputP95().count();
        return needed <= catalogue.get(reader).contextWindow().count();
    }
}
