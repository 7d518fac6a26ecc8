package dev.tutti.serving.decision;

import dev.tutti.sense.policy.Prediction;
import dev.tutti.words.catalogue.CatalogueModel;
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

/** The eligible models, the best predicted first, of equal ones the cheaper. */
final class Field {
    /** Predicted qualities this near count as equal when a team is put together: families then decide. */
    private static final double NEAR = 0.01;

    /** One model with what is expected of one call. */
    record Player(CatalogueModel model, double quality, long cost) {
        ModelId id() {
            return model.id();
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
        all.sort(Comparator.comparingDouble((Player p) -> -p.quality())
                .thenComparingLong(Player::cost)
                .thenComparing(Player::id));
        players = List.copyOf(all);
    }

    private Field(List<Player> players) {
        this.players = players;
    }

    /** The field of the cheapest so many. */
    Field cheapest(int size) {
        List<Player> cheap = players.stream()
                .sorted(Comparator.comparingLong(Player::cost))
                .limit(size)
                .toList();
        return new Field(players.stream().filter(cheap::contains).toList());
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

    /** The best model that may aggregate: untrusted ones never do. */
    Optional<ModelId> aggregator() {
        return players.stream()
                .filter(p -> p.model().trust() == Trust.TRUSTED)
                .map(Player::id)
                .findFirst();
    }

    /** The best so many (or all), where of nearly equal ones a family that is not there yet comes first. */
    List<ModelId> team(int size) {
        return team(players, size).stream().map(Player::id).toList();
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
        return kept.stream().map(Player::id).toList();
    }
}
