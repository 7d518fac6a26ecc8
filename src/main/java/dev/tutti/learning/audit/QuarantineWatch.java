package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.Breaches;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.outcome.Releases;
import dev.tutti.sense.evidence.Influence;
import dev.tutti.sense.evidence.JudgedInfluence;
import dev.tutti.sense.evidence.QuarantineRule;
import dev.tutti.sense.evidence.Quarantined;
import dev.tutti.sense.evidence.Quarantining;
import dev.tutti.sense.evidence.Release;
import dev.tutti.serving.trust.Quarantine;
import dev.tutti.serving.trust.QuarantineSettings;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts models into quarantine by what the outcome log says, and by nothing else: after a restart the first look reads the
 * log and finds the same, since what is too old for that look is forgotten at every look. Safe for many threads.
 */
public final class QuarantineWatch {
    private final Memories memories;
    private final Catalogue catalogue;
    private final QuarantineSettings settings;
    private final QuarantineRule rule;
    private final Quarantine quarantine;
    private final InstantSource time;
    private final Consumer<String> warnings;
    /** The latest audited requests that somebody's voice decided; the oldest first. */
    private final Map<RequestId, Decided> decided = new LinkedHashMap<>();

    private boolean hasReadLog;
    private Map<ModelId, Quarantined> known = Map.of();

    private record Decided(Instant at, List<Influence> influences) {}

    /** What was logged, whom people released, and who wrote more than it was allowed. */
    record Memories(OutcomeLog log, Releases releases, Breaches breaches) {}

    QuarantineWatch(
            Memories memories,
            Catalogue catalogue,
            QuarantineSettings settings,
            Quarantine quarantine,
            InstantSource time,
            Consumer<String> warnings) {
        this.memories = memories;
        this.catalogue = catalogue;
        this.settings = settings;
        this.rule = new QuarantineRule(settings.harmful(), settings.falseAlarmEvery(), settings.length());
        this.quarantine = quarantine;
        this.time = time;
        this.warnings = warnings;
    }

    /** A row of an audit that is on disk. */
    synchronized void logged(OutcomeRow row) {
        if (row.influence().isEmpty() || row.auditOf().isEmpty()) {
            return;
        }
        decided.put(row.auditOf().get(), new Decided(row.at(), row.influence()));
        if (decided.size() > settings.history()) {
            decided.remove(decided.keySet().iterator().next());
        }
    }

    /** Reckons anew who is in quarantine, with the labels that are there by now. */
    public synchronized void look() {
        if (!settings.enabled()) {
            return;
        }
        if (!hasReadLog) {
            memories.log().scan(window(), labelled -> logged(labelled.row()));
            hasReadLog = true;
        }
        decided.values().removeIf(one -> one.at().isBefore(oldest()));
        Map<ModelId, Quarantined> now = Quarantining.of(
                rule,
                catalogue,
                judged(),
                memories.releases().all(),
                memories.breaches().breaches());
        now.forEach(this::tell);
        known = now;
        quarantine.replace(now);
    }

    /** A person's word, durable on return: the model may propose again, and what was judged of it so far counts no more. */
    public void release(ModelId model) {
        memories.releases().add(new Release(model, time.instant()));
        quarantine.end(model);
        look();
    }

    private List<JudgedInfluence> judged() {
        InfluenceJury jury = new InfluenceJury(memories.log());
        List<JudgedInfluence> judged = new ArrayList<>();
        decided.forEach((request, one) -> judged.addAll(jury.judge(request, one.influences())));
        return judged;
    }

    private void tell(ModelId model, Quarantined now) {
        Quarantined before = known.get(model);
        // Of overspending a line was written when it happened.
        if (now.reason() == Quarantined.Reason.INFLUENCE
                && now.holds(time.instant())
                && (before == null || !before.since().equals(now.since()))) {
            warnings.accept("%s is in quarantine until %s: of the audited answers that its removal changes, %d became"
                            .formatted(model, now.until(), now.better())
                    + " better and %d worse".formatted(now.worse()));
        }
    }

    /** What put a model into quarantine within the window is remembered for as long as that lasts. */
    private Instant oldest() {
        return time.instant().minus(settings.window()).minus(settings.length());
    }

    private OutcomeQuery window() {
        Instant from = oldest();
        return OutcomeQuery.all(Integer.MAX_VALUE).within(Optional.of(from), Optional.empty());
    }
}
