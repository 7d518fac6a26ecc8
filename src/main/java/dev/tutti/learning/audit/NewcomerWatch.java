package dev.tutti.learning.audit;

import dev.tutti.learning.audit.Acquaintance.Place;
import dev.tutti.learning.audit.NewcomerStanding.Phase;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.policy.Newcomer;
import dev.tutti.serving.decision.Newcomers;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.StableHash;
import dev.tutti.words.plan.Single;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds out which models are newcomers and how far each is known, by what the outcome log says: a model that the serving
 * release has not measured, or that is served in another version than the one it measured. Draws their anchors, and tells
 * the decision which of them is to serve. After a restart the first look finds the same in the log. Safe for many threads.
 */
public final class NewcomerWatch {
    private static final String PURPOSE = "anchor-";

    private final OutcomeLog log;
    private final MeasuredModels measured;
    private final Catalogue catalogue;
    private final NewcomerSettings settings;
    private final Newcomers newcomers;
    private final InstantSource time;
    private final Consumer<String> lines;
    private final Map<ModelId, Acquaintance> known = new HashMap<>();
    private volatile boolean hasReadLog;
    private volatile List<NewcomerStanding> standings = List.of();

    /** {@code lines}: what is worth a line of the service's log. */
    public NewcomerWatch(
            OutcomeLog log,
            MeasuredModels measured,
            Catalogue catalogue,
            NewcomerSettings settings,
            Newcomers newcomers,
            InstantSource time,
            Consumer<String> lines) {
        this.log = log;
        this.measured = measured;
        this.catalogue = catalogue;
        this.settings = settings;
        this.newcomers = newcomers;
        this.time = time;
        this.lines = lines;
    }

    /** A row that is on disk. Before the log was read nothing is noted: it is in there. */
    public void logged(OutcomeRow row) {
        if (hasReadLog) {
            note(row);
        }
    }

    private synchronized void note(OutcomeRow row) {
        versions(row);
        if (row.plan() instanceof Single(ModelId model)) {
            of(model).note(row);
        }
    }

    private synchronized void remember(OutcomeRow row) {
        if (row.cached()) {
            return;
        }
        versions(row);
        if (row.plan() instanceof Single(ModelId model)) {
            of(model).remember(row);
        }
    }

    private void versions(OutcomeRow row) {
        if (row.imported()) {
            return;
        }
        for (CallRecord call : row.calls()) {
            call.servedModel().ifPresent(id -> of(call.model()).called(id, row.at()));
        }
    }

    private Acquaintance of(ModelId model) {
        return known.computeIfAbsent(model, _ -> new Acquaintance());
    }

    /** Reckons anew who is to be got to know, with the labels and the release that are there by now. */
    public void look() {
        if (!settings.enabled()) {
            return;
        }
        begin();
        // Labels are read without holding up requests that are being finished.
        Map<ModelId, AnchorTally> tallies = new HashMap<>();
        seen().forEach((model, seen) -> tallies.put(model, AnchorTally.of(seen.anchors(), seen.served(), log)));
        reckon(tallies);
    }

    private void begin() {
        if (!hasReadLog) {
            Optional<Instant> from = Optional.of(time.instant().minus(settings.window()));
            log.scan(
                    OutcomeQuery.all(Integer.MAX_VALUE).within(from, Optional.empty()),
                    labelled -> remember(labelled.row()));
            hasReadLog = true;
        }
    }

    private record Seen(List<Acquaintance.Anchor> anchors, List<RequestId> served) {}

    private synchronized Map<ModelId, Seen> seen() {
        Map<ModelId, Seen> seen = new HashMap<>();
        known.forEach((model, one) -> seen.put(model, new Seen(one.anchors(), one.servedRequests())));
        return seen;
    }

    private synchronized void reckon(Map<ModelId, AnchorTally> tallies) {
        Map<ModelId, Instant> changed = new TreeMap<>();
        known.forEach((model, one) -> one.since().ifPresent(since -> changed.put(model, since)));
        MeasuredModels.Look look = measured.look(changed);
        List<NewcomerStanding> now = new ArrayList<>();
        for (CatalogueModel model : catalogue.models()) {
            AnchorTally tally = tallies.getOrDefault(model.id(), AnchorTally.NONE);
            standing(model, look, tally).ifPresent(now::add);
        }
        tell(now);
        standings = List.copyOf(now);
        newcomers.replace(new Newcomers.Picture(wanted(now), look.renewed(), heard(now)), served());
    }

    /** Who was begun to be known is known to the end, though a release has learned from half of it meanwhile. */
    private Optional<NewcomerStanding> standing(CatalogueModel model, MeasuredModels.Look look, AnchorTally tally) {
        Acquaintance one = of(model.id());
        boolean isNew = look.isNew(model);
        if (!isNew && one.drawn() == 0) {
            return Optional.empty();
        }
        Phase phase =
                NewcomerStanding.phase(settings, one.drawn(), tally.anchors().labels(), one.served());
        return isNew || phase != Phase.TRAINING
                ? Optional.of(new NewcomerStanding(model.id(), one.since(), phase, one.drawn(), tally, one.served()))
                : Optional.empty();
    }

    private void tell(List<NewcomerStanding> now) {
        Map<ModelId, Phase> before =
                standings.stream().collect(Collectors.toMap(NewcomerStanding::model, NewcomerStanding::phase));
        now.stream()
                .filter(one -> before.get(one.model()) != one.phase())
                .forEach(one ->
                        lines.accept("newcomer %s: %s; %d answers in the background, %d of them labelled; served %d"
                                .formatted(
                                        one.model(),
                                        one.phase().wireName(),
                                        one.anchors(),
                                        one.labels(),
                                        one.served())));
    }

    private List<Newcomers.Wanted> wanted(List<NewcomerStanding> now) {
        return now.stream()
                .filter(one -> one.phase() == Phase.SERVING)
                .flatMap(one -> one.score().stream()
                        .map(score -> new Newcomers.Wanted(
                                new Newcomer(one.model(), settings.share(), score), settings.forced())))
                .toList();
    }

    /** Of those of whom all is there, until a release has learned it. */
    private static Map<ModelId, Newcomers.Heard> heard(List<NewcomerStanding> now) {
        Map<ModelId, Newcomers.Heard> heard = new HashMap<>();
        for (NewcomerStanding one : now) {
            if (one.phase() == Phase.TRAINING) {
                one.tally().heard().ifPresent(said -> heard.put(one.model(), said));
            }
        }
        return heard;
    }

    private Map<ModelId, Integer> served() {
        Map<ModelId, Integer> served = new HashMap<>();
        known.forEach((model, one) -> served.put(model, one.served()));
        return served;
    }

    /** Who is being got to know, as of the last look. */
    public List<NewcomerStanding> standings() {
        return standings;
    }

    /** The models that want anchors. */
    Set<ModelId> anchored() {
        return standings.stream()
                .filter(one -> one.phase() == Phase.ANCHORS)
                .map(NewcomerStanding::model)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether the request of that row is to be an anchor of the model, by a hash of its id: the probability with which it
     * was drawn, empty where it was not. A drawn one counts until {@link #abandon} says that it did not run.
     */
    synchronized OptionalDouble draw(ModelId model, OutcomeRow served) {
        Acquaintance one = of(model);
        if (one.drawn() >= settings.anchors()) {
            return OptionalDouble.empty();
        }
        double chance = one.chance(Place.of(served));
        if (draw(model, served.id()) >= chance) {
            return OptionalDouble.empty();
        }
        one.begin(Place.of(served));
        return OptionalDouble.of(chance);
    }

    private static double draw(ModelId model, RequestId id) {
        return StableHash.draw(PURPOSE + model, id);
    }

    synchronized void abandon(ModelId model, OutcomeRow served) {
        of(model).abandon(Place.of(served));
    }
}
