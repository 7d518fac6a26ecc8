package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.ReleaseParts;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.TrainedOn;
import java.util.Set;

/**
 * A training for a benchmark, with parts left out to see what they bring. Nothing is judged and nothing is published, so
 * that what comes is of the parts, not of the gate; no service can reach it.
 */
public final class Trial {
    private final Deployment deployment;
    private final TrainingSettings settings;
    private final TrainingRows rows;
    private final TimeSplit split;
    /** Of the whole: where parts need only be dropped, learning it again would take most of the time. */
    private final ReleaseParts whole;

    private Trial(Deployment deployment, TrainingSettings settings, TrainingRows rows) {
        this.deployment = deployment;
        this.settings = settings;
        this.rows = rows;
        this.split = new TimeSplit(rows);
        this.whole = curriculum(Recipe.whole(settings.minGroups())).predictors(rows, split);
    }

    /** On these rows. */
    static Trial on(TrainingRows rows, Deployment deployment, TrainingSettings settings) {
        return new Trial(deployment, settings, rows);
    }

    /** The router model that is learned without these parts. */
    public RouterModel without(Set<Part> parts) {
        Recipe recipe = Recipe.whole(settings.minGroups()).without(parts);
        Curriculum curriculum = curriculum(recipe);
        ReleaseParts predictors = recipe.dropsAlone() ? whole : curriculum.predictors(rows, split);
        return curriculum.fitted(predictors, split).router("trial", TrainedOn.THIS_DEPLOYMENT, deployment.catalogue());
    }

    private Curriculum curriculum(Recipe recipe) {
        return new Curriculum(
                recipe, deployment.catalogue(), deployment.policy(), settings.seed(), new Watch(ProgressListener.NONE));
    }
}
