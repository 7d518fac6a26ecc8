package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.Certificate;
import dev.tutti.memory.modelstore.ReleaseDraft;
import dev.tutti.memory.modelstore.ReleaseParts;
import dev.tutti.memory.modelstore.TrainingFacts;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Writes down what a release is: facts, verdict, model card, the prompts it knows and a few to try it out with. */
final class Drafting {
    private static final int GOLDEN = 16;
    private static final int GOLDEN_RECORDED = 4;

    private final TrainingOrder order;
    private final TrainingRows rows;
    private final TimeSplit split;

    Drafting(TrainingOrder order, TrainingRows rows, TimeSplit split) {
        this.order = order;
        this.rows = rows;
        this.split = split;
    }

    ReleaseDraft draft(ReleaseParts parts, GateReport gate, TrainingReport report) {
        TreeSet<String> hashes = new TreeSet<>();
        rows.rows().forEach(row -> hashes.add(row.row().promptHash()));
        recorded().forEach(prompt -> hashes.add(prompt.hash()));
        return new ReleaseDraft(parts, facts(gate), report.toJson(), card(parts, gate), hashes, golden());
    }

    private TrainingFacts facts(GateReport gate) {
        List<TrainingRow> all = rows.rows();
        Optional<Instant> from = Optional.of(all.getFirst().row().at());
        Optional<Instant> until = Optional.of(all.getLast().row().at());
        return new TrainingFacts(
                order.trainedOn(),
                from,
                until,
                rows.read(),
                all.size(),
                split.prompts(),
                order.seed(),
                FeatureExtractor.SCHEMA,
                gate.figures());
    }

    private List<Recordings.Prompt> recorded() {
        return order.recordings().map(Recordings::prompts).orElse(List.of());
    }

    private List<Features> golden() {
        List<Features> golden = new ArrayList<>();
        Thinned.to(GOLDEN_RECORDED, recorded()).forEach(prompt -> golden.add(prompt.features()));
        rows.rows().stream()
                .map(row -> row.row().features())
                .distinct()
                .limit(GOLDEN - golden.size())
                .forEach(golden::add);
        return golden;
    }

    private static void priors(Recordings recordings, StringBuilder card) {
        card.append(String.format(
                Locale.ROOT,
                "%nBeside these, %d recorded scores of %d prompts: what they tell of %d real models by price and family is"
                        + " a prior for others that nobody measured, never a measurement, and gives way to a figure of the"
                        + " catalogue's own. It knows none of them by name. Checks and promises above are not about it.%n",
                recordings.scores(),
                recordings.prompts().size(),
                recordings.models().models().size()));
    }

    private static void promises(ReleaseParts parts, StringBuilder card) {
        card.append("\n| segment | promised mean score | margin | labels, bound |\n|---|---|---|---|\n");
        for (Certificate one : parts.certificates().certificates()) {
            String margin = switch (one.verdict()) {
                case Certificate.Certified certified -> String.format(Locale.ROOT, "%+.2f", certified.margin());
                case Certificate.Infeasible none ->
                    "INFEASIBLE; certifiable: "
                            + (none.certifiable().isEmpty()
                                    ? "nothing"
                                    : String.format(
                                            Locale.ROOT,
                                            "%.4f",
                                            none.certifiable().getAsDouble()))
                            + "; labels needed: "
                            + (none.labelsNeeded().isEmpty()
                                    ? "no number helps"
                                    : Long.toString(none.labelsNeeded().getAsLong()));
            };
            card.append(String.format(
                    Locale.ROOT,
                    "| %s | %.4f at %.0f %% | %s | %d, %s |%n",
                    one.segment().replace('|', '/'),
                    one.target(),
                    100 * one.confidence(),
                    margin,
                    one.labels(),
                    one.bound()));
        }
    }

    private String card(ReleaseParts parts, GateReport gate) {
        StringBuilder card = new StringBuilder("# Router model\n\nTrained on ")
                .append(rows.rows().size())
                .append(" labelled rows of ")
                .append(split.prompts())
                .append(" prompts (")
                .append(order.trainedOn().wireName())
                .append("), seed ")
                .append(order.seed())
                .append(".\n\n")
                .append(parts.clusters().size())
                .append(" clusters, ")
                .append(parts.table().plans().size())
                .append(" plans in the table, ")
                .append(parts.cascades().size())
                .append(" learned cascades.\n\n| check | passed | what it says |\n|---|---|---|\n");
        for (GateCheck check : gate.checks()) {
            card.append("| ")
                    .append(check.name())
                    .append(" | ")
                    .append(check.passed() ? "yes" : "no")
                    .append(" | ")
                    .append(check.says())
                    .append(" |\n");
        }
        promises(parts, card);
        order.recordings().ifPresent(recordings -> priors(recordings, card));
        return card.toString();
    }
}
