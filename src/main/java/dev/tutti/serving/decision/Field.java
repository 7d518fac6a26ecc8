package dev.tutti.serving.decision;

import dev.tutti.sense.policy.Prediction;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.CallForecast;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The eligible models, the best predicted first, of equal ones the cheaper, of equally cheap ones the trusted. */
final class Field {
    /** Predicted qualities this near count as equal when a team is put together: families then decide. */
    private static final double NEAR = 0.01;

    private static final Comparator<Player> BEST_FIRST = Comparator.comparingDouble((Player p) -> -p.quality())
            .thenComparingLong(Player::cost)
            .thenComparing(player -> player.model().trust())
            .thenComparing(Player::id);

    /** One model with what is expected of one call. */
    record Player(CatalogueModel model, double quality, long cost) {
        ModelId id() {
            return model.id();
        }

        /** How good an aggregator it is expected to be: as the catalogue says, else as it answers. */
        double aggregating() {
            return model.aggregation().map(PriorQuality::score).orElse(quality);
        }
    }

    private final List<Player> players;

    Field(
            List<CatalogueModel> eligible,
            Function<ModelId, Prediction> quality,
            Function<ModelId, CallForecast> forecasts) {
        List<Player> all = new ArrayList<>();
        for (CatalogueModel model : eligible) {
            CallForecast call = forecasts.apply(model.id());
            long cost = call.price().cost(call.prompt(), call.output()).picos();
            all.add(new Player(model, quality.apply(model.id()).quality(), cost));
        }
        all.sort(BEST_FIRST);
        players = List.copyOf(all);
    }

    private Field(List<Player> players) {
        this.players = players;
    }

    /** The field of the cheapest so many. */
    Field cheapest(int size) {
        List<Player> cheap = cheapestFirst().subList(0, Math.min(size, size()));
        return new Field(players.stream().filter(cheap::contains).toList());
    }

    /** Of equally cheap ones the best first. */
    private List<Player> cheapestFirst() {
        List<Player> cheap = new ArrayList<>(players);
        cheap.sort(Comparator.comparingLong(Player::cost));
        return cheap;
    }

    /** Those of them, the cheapest ahead. */
    List<ModelId> cheapestFirst(List<ModelId> models) {
        return ids(cheapestFirst()).stream().filter(models::contains).toList();
    }

    Lineup lineup() {
        int cheap = 0;
        for (Player player : players) {
            cheap += SeedCascade.cheap(player, best()) ? 1 : 0;
        }
        return new Lineup(ids(players), ids(cheapestFirst()), cheap);
    }

    int size() {
        return players.size();
    }

    Player best() {
        return players.getFirst();
    }

    List<Player> players() {
        return players;
    }

    /** The best at it of those that may aggregate, of equal ones the best model: untrusted ones never do. */
    Optional<ModelId> aggregator() {
        return players.stream()
                .filter(p -> p.model().trust() == Trust.TRUSTED)
                .reduce((best, next) -> next.aggregating() > best.aggregating() ? next : best)
                .map(Player::id);
    }

    /** The best so many (or all), where of nearly equal ones a family that is not there yet comes first. */
    List<ModelId> team(int size) {
        return ids(team(players, size));
    }

    static List<Player> team(List<Player> from, int size) {
        List<Player> left = new ArrayList<>(from);
        Set<String> families = new HashSet<>();
        List<Player> team = new ArrayList<>();
        while (team.size() < size && !left.isEmpty()) {
            Player first = left.getFirst();
            Player next = left.stream()
                    .filter(p -> p.quality() >= first.quality() - NEAR
                            && !families.contains(p.model().family()))
                    .findFirst()
                    .orElse(first);
            left.remove(next);
            families.add(next.model().family());
            team.add(next);
        }
        return team;
    }

    /**
     * At most so many models worth asking alone: first those that no other beats in both quality and cost, the best ahead,
     * then the best of the others. The cheapest is always among them.
     */
    List<ModelId> singles(int most) {
        List<Player> frontier = new ArrayList<>();
        List<Player> beaten = new ArrayList<>();
        long least = Long.MAX_VALUE;
        for (Player player : players) {
            (player.cost() < least ? frontier : beaten).add(player);
            least = Math.min(least, player.cost());
        }
        List<Player> kept = new ArrayList<>(frontier);
        if (frontier.size() > most) {
            kept = new ArrayList<>(frontier.subList(0, most - 1));
            kept.add(frontier.getLast());
        }
        kept.addAll(beaten.subList(0, Math.min(beaten.size(), Math.max(0, most - kept.size()))));
        return ids(kept);
    }

    private static List<ModelId> ids(List<Player> players) {
        ModelId[] ids = new ModelId[players.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = players.get(i).id();
        }
        return List.of(ids);
    }
}
