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
import dev.tutti.words.plan.Step;
import java.util.Optional;
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
            case Cascade cascade -> holds(cascade);
            case SelfMoa self -> reads(self.aggregation(), self.samples() * written(self.model()));
            case SelfMoaSeq seq ->
                reads(seq.aggregator(), Math.min(seq.window(), seq.samples()) * written(seq.model()));
            case MixedMoa mixed -> holds(mixed);
        };
    }

    /** Whether the aggregator of a sequence reads two samples at once: smaller than that no window can be made. */
    boolean holdsTwo(SelfMoaSeq seq) {
        return reads(seq.aggregator(), 2 * written(seq.model()));
    }

    /** The answers of all the calls come together only where a last step fuses them. */
    private boolean holds(Cascade cascade) {
        long written = 0;
        for (Step step : cascade.steps()) {
            switch (step) {
                case Step.Ask ask -> written += written(ask.model());
                case Step.Fuse fuse -> {
                    return reads(fuse.aggregation(), written);
                }
            }
        }
        return true;
    }

    private boolean holds(MixedMoa mixed) {
        long written = 0;
        for (ModelId writer : mixed.proposers()) {
            written += written(writer);
        }
        if (mixed.layers() > 2) {
            for (ModelId reader : mixed.proposers()) {
                if (!reads(reader, written)) {
                    return false;
                }
            }
        }
        return reads(mixed.aggregation(), written);
    }

    private long written(ModelId writer) {
        return calls.apply(writer).outputP95().count();
    }

    private boolean reads(Aggregation aggregation, long written) {
        Optional<ModelId> reader = aggregation.caller();
        return reader.isEmpty() || reads(reader.get(), written);
    }

    private boolean reads(ModelId reader, long written) {
        CallForecast own = calls.apply(reader);
        long needed = own.prompt().count() + written + FRAME + own.outputP95().count();
        return needed <= catalogue.get(reader).contextWindow().count();
    }
}
