package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.words.catalogue.Catalogue;
import java.util.Optional;

/**
 * The proof that a challenger must bring, on prompts later than all it learned from, before it serves: not worse than
 * what serves and cheaper, or better; not behind level 0 and the static mix at equal cost; no task harmed; calibrated.
 * It stands on prompts on which both are known; where these are too few, on rows with one scored answer each.
 */
final class Gate {
    private final GateSettings settings;
    private final Catalogue catalogue;
    private final PolicySettings policy;

    Gate(GateSettings settings, Catalogue catalogue, PolicySettings policy) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.policy = policy;
    }

    /** What serves: on prompts, and the model behind it (nobody where the rule serves). */
    record Champion(Rival onPrompts, Optional<RouterModel> model) {}

    /** What every challenger is held against; the mix on prompts and the one on rows with one scored answer each. */
    record Baselines(RouterModel levelZero, StaticMix onPrompts, StaticMix onRows) {}

    GateReport judge(RouterModel challenger, Champion champion, Baselines baselines, Evidenced evidence) {
        Comparison pairs = new Comparison(
                new PolicyReplay(challenger, catalogue, policy),
                champion.onPrompts(),
                Rival.of(new PolicyReplay(baselines.levelZero(), catalogue, policy)),
                baselines.onPrompts());
        evidence.groups().forEach(pairs::add);
        boolean few = pairs.champion().score().count() < settings.minPairs();
        BanditEvidence.Contest contest = new BanditEvidence.Contest(
                challenger, champion.model(), baselines.levelZero(), baselines.onRows(), policy);
        BanditEvidence bandit = BanditEvidence.of(contest, evidence.rows(), few);
        return new Verdicts(settings, pairs, bandit, evidence.picked()).report();
    }
}
