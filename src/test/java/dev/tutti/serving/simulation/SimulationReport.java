package dev.tutti.serving.simulation;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Hours as a document. */
final class SimulationReport {
    private static final String HEAD = """
            # What Tutti does when things go wrong

            Written by `SimulationTest`, which fails when any of this changes. Where the change is wanted:
            `mvn test -Dtest=SimulationTest -Dtutti.simulation.rewrite=true`, and look at the diff.

            Each hour is simulated: providers, clock and timers in virtual time, one thing at a time, the same every time.
            Requests go through the pipeline, the router's rule, the plan executor, and the limit, breaker, deadline and
            retries of the provider room, all at their default settings; only sockets and the disk are left out. No figure
            here says anything about real models. One request in two seconds comes on average (Poisson), not streamed. Four
            of five ask for a strategy by name, so that the rule picks the models; *preset* asks for one exact plan.

            *answered*: whole and degraded answers; *right*: a share of them; p50 and p95: their latencies in ms; *calls*,
            and *attempts* (without calls that a limit turned away, with repetitions): per request. The last five columns
            are about the requests that came while the trouble lasted. A model that is shown drafts goes by their plurality.
            """;

    private final StringBuilder text = new StringBuilder();

    static String of(List<Hour> hours) {
        SimulationReport report = new SimulationReport();
        report.text.append(HEAD);
        report.fleet();
        report.catalogueOfTroubles();
        hours.forEach(report::hour);
        return report.text.toString();
    }

    private void fleet() {
        line("");
        line("| model, of four places | right by itself | median, ms |");
        line("|---|---|---|");
        for (Fleet model : Fleet.values()) {
            line("| " + name(model) + " | " + Math.round(100 * model.quality) + " % | " + model.median.toMillis()
                    + " |");
        }
    }

    private void catalogueOfTroubles() {
        line("");
        line("| hour | minutes | what happens |");
        line("|---|---|---|");
        for (Trouble trouble : Trouble.values()) {
            line("| " + trouble.title + " | " + trouble.begins + " to " + trouble.ends + " | " + trouble.says + " |");
        }
    }

    private void hour(Hour hour) {
        line("");
        line("## " + hour.trouble.title);
        line("");
        line("| asked for | requests | answered | right | p50 | p95 | USD/1000 | calls | attempts | hedges "
                + "| in trouble | answered | right | p50 | p95 |");
        line("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        hour.tallies.forEach(this::row);
        line("");
        line("Breakers open, in seconds: " + open(hour) + ". Requests sent to providers: " + hour.sent()
                + ", of them repetitions: " + hour.repetitions() + ".");
        line("");
        hour.tallies.forEach((asked, tally) -> counted(asked, "plan", tally.plans));
        hour.tallies.forEach((asked, tally) -> counted(asked, "no answer", tally.failures));
        hour.tallies.forEach((asked, tally) -> counted(asked, "degraded", tally.cuts));
    }

    private void row(Asked asked, Tally tally) {
        double requests = tally.all.requests();
        line(String.format(
                Locale.ROOT,
                "| %s | %s | %.3f | %.2f | %.2f | %d | %s |",
                asked.title,
                answers(tally.all),
                1_000 * tally.cost.toDouble() / requests,
                tally.calls / requests,
                tally.attempts / requests,
                tally.hedges,
                answers(tally.when.get(Tally.When.WHILE_IT_LASTED))));
    }

    private static String answers(Answers answers) {
        String right = answers.missing() == answers.requests()
                ? "-"
                : String.format(Locale.ROOT, "%.1f %%", answers.rightPercent());
        return String.format(
                Locale.ROOT,
                "%d | %.2f %% | %s | %d | %d",
                answers.requests(),
                answers.answeredPercent(),
                right,
                answers.latency(0.5).toMillis(),
                answers.latency(0.95).toMillis());
    }

    private void counted(Asked asked, String what, Map<String, Integer> counts) {
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(one ->
                        line("- " + asked.title + ", " + what + ": " + one.getKey() + " (" + one.getValue() + ")"));
    }

    private static String open(Hour hour) {
        List<String> open = hour.open.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(one -> name(one.getKey()) + " " + one.getValue())
                .toList();
        return open.isEmpty() ? "none" : String.join(", ", open);
    }

    private static String name(Fleet model) {
        return model.name().toLowerCase(Locale.ROOT);
    }

    private void line(String what) {
        text.append(what).append('\n');
    }
}
