package dev.tutti.memory.modelstore;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that was learned: what a release holds and a router model is made of. {@code ensembles}: members that training chose.
 * {@code certificates}: what may be promised of all that.
 */
public record ReleaseParts(
        PromptClusters clusters,
        ClusterTable table,
        SortedMap<World, SuccessModel> success,
        Blend blend,
        Calibration calibration,
        OutputQuantiles output,
        List<LearnedCascade> cascades,
        List<Plan> ensembles,
        Composite composite,
        Provenance provenance,
        SortedMap<ModelId, ModelFacts> facts,
        Certificates certificates) {
    public ReleaseParts {
        success = Collections.unmodifiableSortedMap(new TreeMap<>(success));
        cascades = List.copyOf(cascades);
        ensembles = List.copyOf(ensembles);
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        for (LearnedCascade cascade : cascades) {
            if (cascade.segments().size() != clusters.segments()) {
                throw new IllegalArgumentException("a cascade knows "
                        + cascade.segments().size() + " segments of prompts, the clusters " + clusters.segments());
            }
        }
    }

    /** Without certificates. */
    public ReleaseParts(
            PromptClusters clusters,
            ClusterTable table,
            SortedMap<World, SuccessModel> success,
            Blend blend,
            Calibration calibration,
            OutputQuantiles output,
            List<LearnedCascade> cascades,
            List<Plan> ensembles,
            Composite composite,
            Provenance provenance,
            SortedMap<ModelId, ModelFacts> facts) {
        this(
                clusters,
                table,
                success,
                blend,
                calibration,
                output,
                cascades,
                ensembles,
                composite,
                provenance,
                facts,
                Certificates.NONE);
    }

    public ReleaseParts with(Certificates other) {
        return new ReleaseParts(
                clusters,
                table,
                success,
                blend,
                calibration,
                output,
                cascades,
                ensembles,
                composite,
                provenance,
                facts,
                other);
    }

    public ReleaseParts with(Calibration other) {
        return new ReleaseParts(
                clusters,
                table,
                success,
                blend,
                other,
                output,
                cascades,
                ensembles,
                composite,
                provenance,
                facts,
                certificates);
    }

    public ReleaseParts with(Blend other) {
        return new ReleaseParts(
                clusters,
                table,
                success,
                other,
                calibration,
                output,
                cascades,
                ensembles,
                composite,
                provenance,
                facts,
                certificates);
    }

    /** The router model that these parts make for a catalogue; what serves after {@link ModelStore#publish} is the same. */
    public RouterModel router(String version, TrainedOn trainedOn, Catalogue catalogue) {
        return new LearnedRouterModel(version, this, trainedOn, catalogue);
    }

    /** Predictions before calibration, for fitting blend and calibration on held-out rows. */
    public RawPredictor raw() {
        return new RawPredictor(this);
    }
}
