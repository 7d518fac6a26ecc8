package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How good the routing is, on recorded outcomes of real models, through the real HTTP path: for each test fold a Tutti of
 * its own starts from an empty store, learns from the other folds, and answers the test fold's prompts.
 */
final class RoutingBench {
    private static final double HALF_A_POINT = 0.005;

    private final Path jar;
    private final Path data;
    private final Path prices;
    private final RecordedSet set;
    private final Folds folds;
    private final PrintWriter out;

    RoutingBench(Path jar, Path data, Path prices, int folds, PrintWriter out) throws IOException {
        this.jar = jar;
        this.data = data;
        this.prices = prices;
        this.set = RecordedSet.read(data, prices);
        this.folds = new Folds(folds);
        this.out = out;
    }

    /** Runs the first so many folds and prints the table. */
    void run(int foldsToRun) throws IOException {
        RoutingTable table = new RoutingTable(set.name());
        for (int fold = 0; fold < foldsToRun; fold++) {
            out.printf("fold %d of %d%n", fold + 1, folds.count());
            out.flush();
            fold(fold, table);
        }
        table.print(out);
    }

    private void fold(int fold, RoutingTable table) throws IOException {
        List<RecordedPrompt> training = folds.training(set, fold);
        List<RecordedPrompt> test = folds.test(set, fold);
        FixedPlans plans = new FixedPlans(set, training);
        Point strongest = plans.at(plans.strongest());
        List<Wish> wishes = List.of(
                new Wish.Quality(Titles.AT_QUALITY, strongest.quality()),
                new Wish.Quality(Titles.HALF_A_POINT_BELOW, strongest.quality() - HALF_A_POINT),
                new Wish.Cost(Titles.AT_COST, strongest.costPer1000()));
        List<Contender> fixed = List.of(
                new StrongestSingle(plans), new StaticMix(plans), new BestAgreementRule(plans), new Oracle(set));
        for (Contender contender : fixed) {
            wishes.forEach(wish -> table.add(contender.name(), wish, contender.run(wish, test)));
        }
        fullInformation(plans.best(), training, test, wishes, table);
        banditLogs(plans.best(), training, test, wishes, table);
    }

    private void fullInformation(
            Point usual,
            List<RecordedPrompt> training,
            List<RecordedPrompt> test,
            List<Wish> wishes,
            RoutingTable table)
            throws IOException {
        try (ServedTutti tutti = ServedTutti.start(jar, workFolder(), settings("0", usual))) {
            for (String body : new ImportLines().bodies(training, set.models())) {
                JsonNode counts = tutti.postLines("/v1/outcomes:import", body).ok();
                if (counts.path("rejected").asInt() > 0) {
                    throw new IllegalStateException("import rejected lines: " + counts);
                }
            }
            judge("Tutti, full information", tutti, training, test, wishes, table);
        }
    }

    /** One scored answer a prompt, chosen by Tutti itself, with audits on every fiftieth prompt or so. */
    private void banditLogs(
            Point usual,
            List<RecordedPrompt> training,
            List<RecordedPrompt> test,
            List<Wish> wishes,
            RoutingTable table)
            throws IOException {
        try (ServedTutti tutti = ServedTutti.start(jar, workFolder(), settings("0.02", usual))) {
            RecordedCaller caller = new RecordedCaller(tutti, 8);
            List<RecordedCaller.Outcome> asked =
                    caller.ask(training, prompt -> tutti.object().put("task", prompt.category()));
            caller.label(asked);
            int audits = caller.labelAudits(asked);
            out.printf("  %d prompts asked and scored, %d background answers scored%n", asked.size(), audits);
            judge("Tutti, bandit logs", tutti, training, test, wishes, table);
        }
    }

    private void judge(
            String name,
            ServedTutti tutti,
            List<RecordedPrompt> training,
            List<RecordedPrompt> test,
            List<Wish> wishes,
            RoutingTable table) {
        JsonNode job = tutti.train();
        String result = job.path("result").asText();
        out.printf(
                "  %s: training %s %s%n", name, result, job.at("/report/reason").asText(""));
        if (!result.equals("published")) {
            out.printf("  so the rule without a model answers in the row '%s'%n", name);
        }
        out.flush();
        TuttiContender contender = new TuttiContender(name, tutti, training);
        for (Wish wish : wishes) {
            table.add(name, wish, contender.run(wish, test));
        }
    }

    private Map<String, String> settings(String auditRate, Point usual) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("tutti.practice.replay", data.toAbsolutePath().toString());
        settings.put("tutti.practice.replay-prices", prices.toAbsolutePath().toString());
        settings.put("tutti.practice.latency-scale", "0");
        settings.put("tutti.audit.rate", auditRate);
        settings.put("tutti.decision.quality-target", Double.toString(usual.quality()));
        settings.put("tutti.decision.max-cost-usd", "10");
        settings.put("tutti.decision.max-latency", "PT10M");
        return settings;
    }

    private static Path workFolder() throws IOException {
        return Files.createTempDirectory("tutti-bench-");
    }

    /** The titles of the table's columns, shared with the table. */
    static final class Titles {
        static final String AT_QUALITY = "cost at strongest's quality";
        static final String HALF_A_POINT_BELOW = "cost at its quality - 0.5 points";
        static final String AT_COST = "quality at its cost";

        private Titles() {}

        static List<String> all() {
            return List.of(AT_QUALITY, HALF_A_POINT_BELOW, AT_COST);
        }
    }
}
