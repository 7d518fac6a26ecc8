package dev.tutti.edge.practice;

import dev.tutti.serving.provider.CatalogueProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which practice models the settings ask for. */
final class PracticeCast {
    private PracticeCast() {}

    /** {@link CatalogueProblem} that names key, value and what is allowed when the settings are wrong. */
    static List<PracticeModel> of(PracticeSettings settings) {
        List<PracticeModel> cast = new ArrayList<>();
        Optional<Path> replay = settings.replay();
        replay.ifPresent(file -> cast.addAll(replayed(file, settings)));
        if (settings.simulated().orElse(replay.isEmpty())) {
            cast.addAll(simulated(settings));
        }
        if (cast.isEmpty()) {
            throw new CatalogueProblem(
                    "tutti.practice.simulated=false leaves no model; give tutti.practice.replay=FILE or allow them");
        }
        return cast;
    }

    private static List<SimulatedModel> simulated(PracticeSettings settings) {
        double correlation = requireShare("correlation", settings.correlation());
        double failureScale = requireShare("failure-scale", settings.failureScale());
        SimulatedMind mind = new SimulatedMind(settings.seed(), correlation);
        return Personas.cast().stream()
                .map(persona -> new SimulatedModel(persona, mind, failureScale))
                .toList();
    }

    private static double requireShare(String key, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new CatalogueProblem("tutti.practice." + key + "=" + share + ": 0 to 1 is allowed");
        }
        return share;
    }

    private static List<ReplayedModel> replayed(Path file, PracticeSettings settings) {
        Recordings recordings = ReplayFile.read(file);
        ReplayPrices prices = ReplayPrices.read(settings.replayPrices().orElseGet(() -> ReplayPrices.beside(file)));
        Collection<String> wanted =
                settings.replayModels().<Collection<String>>map(List::copyOf).orElseGet(recordings::models);
        List<ReplayedModel> models = new ArrayList<>();
        for (String name : wanted) {
            if (!recordings.models().contains(name)) {
                throw new CatalogueProblem("tutti.practice.replay-models: no model " + name + " in " + file
                        + "; there are " + String.join(", ", recordings.models()));
            }
            models.add(new ReplayedModel(name, prices.of(name), recordings));
        }
        return models;
    }
}
