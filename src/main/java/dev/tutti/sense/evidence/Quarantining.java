package dev.tutti.sense.evidence;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who is in quarantine, as a function of judged influence, overspending and releases alone, so that it is the same after a restart. What
 * is judged of a model while it is in quarantine does not count. When one model goes, all others begin anew: who sided
 * with a deceiver by mistake was harmful only beside it.
 *
 * <p>Fewer than half of the catalogue's models are in quarantine at a time, and never all trusted ones: an alarm that
 * would be one too many waits until there is room. Who writes more than it was allowed goes in any case. For one thread.
 */
public final class Quarantining {
    private final QuarantineRule rule;
    private final Catalogue catalogue;
    private final Map<ModelId, Standing> standings = new HashMap<>();
    private final Map<ModelId, Quarantined> quarantined = new TreeMap<>();

    private Quarantining(QuarantineRule rule, Catalogue catalogue) {
        this.rule = rule;
        this.catalogue = catalogue;
    }

    /** The cumulative sum of one model, and what was judged since it was last 0. */
    private record Standing(double sum, int better, int worse) {
        static final Standing NEW = new Standing(0, 0, 0);
    }

    private record Event(Instant at, Runnable heard) {}

    /** The last quarantine of each model that had one, ended ones too. In any order; unknown models are left out. */
    public static Map<ModelId, Quarantined> of(
            QuarantineRule rule, Catalogue catalogue, List<JudgedInfluence> judged, List<Release> releases) {
        return of(rule, catalogue, judged, releases, List.of());
    }

    /** With those that wrote more than they were allowed. */
    public static Map<ModelId, Quarantined> of(
            QuarantineRule rule,
            Catalogue catalogue,
            List<JudgedInfluence> judged,
            List<Release> releases,
            List<Breach> breaches) {
        Quarantining all = new Quarantining(rule, catalogue);
        Stream<Event> influences = judged.stream()
                .filter(one -> catalogue.find(one.model()).isPresent())
                .map(one -> new Event(one.at(), () -> all.hear(one)));
        Stream<Event> words = releases.stream().map(one -> new Event(one.at(), () -> all.release(one)));
        Stream<Event> overspending = breaches.stream()
                .filter(one -> catalogue.find(one.model()).isPresent())
                .map(one -> new Event(one.at(), () -> all.hear(one)));
        // Of one moment a person's word comes last of what is told for certain.
        Stream.of(overspending, words, influences)
                .flatMap(events -> events)
                .sorted(Comparator.comparing(Event::at))
                .forEach(event -> event.heard().run());
        return Map.copyOf(all.quarantined);
    }

    private void hear(JudgedInfluence judged) {
        ModelId model = judged.model();
        if (holds(model, judged.at())) {
            return;
        }
        Standing next = after(standings.getOrDefault(model, Standing.NEW), judged.harmful());
        standings.put(model, next);
        if (next.sum() >= rule.alarm() && mayGo(model, judged.at())) {
            Instant until = judged.at().plus(rule.length());
            quarantined.put(model, new Quarantined(judged.at(), until, next.better(), next.worse()));
            standings.clear();
        }
    }

    /** Money is at stake, so there is always room: where all proposers are in quarantine, all are asked. */
    private void hear(Breach breach) {
        quarantined.put(breach.model(), Quarantined.overspent(breach.at(), rule.length()));
    }

    private Standing after(Standing before, boolean harmful) {
        double sum = Math.min(rule.alarm(), before.sum() + rule.step(harmful));
        return sum <= 0
                ? Standing.NEW
                : new Standing(sum, before.better() + (harmful ? 1 : 0), before.worse() + (harmful ? 0 : 1));
    }

    private void release(Release release) {
        standings.remove(release.model());
        quarantined.computeIfPresent(release.model(), (_, q) -> q.holds(release.at()) ? q.endedAt(release.at()) : q);
    }

    private boolean holds(ModelId model, Instant now) {
        Quarantined last = quarantined.get(model);
        return last != null && last.holds(now);
    }

    private boolean mayGo(ModelId model, Instant now) {
        Set<ModelId> gone = new HashSet<>(Set.of(model));
        quarantined.keySet().stream().filter(other -> holds(other, now)).forEach(gone::add);
        boolean trustedLeft = catalogue.models().stream()
                .anyMatch(entry -> entry.trust() == Trust.TRUSTED && !gone.contains(entry.id()));
        return trustedLeft && gone.size() * 2 < catalogue.models().size();
    }
}
