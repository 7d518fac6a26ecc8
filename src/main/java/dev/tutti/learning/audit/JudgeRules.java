package dev.tutti.learning.audit;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.setting.ConfigurationProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Who judges how many answers to a task by which rubric, as configured. */
record JudgeRules(Rule usual, Map<String, Rule> byTask) {
    JudgeRules {
        byTask = Map.copyOf(byTask);
    }

    /** {@code rubric}: the deployment's, or none. */
    record Rule(JudgeBench bench, double rate, Optional<String> rubric) {
        Rule {
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException("rate: 0 to 1 is allowed, was " + rate);
            }
        }

        private boolean judges() {
            return rate > 0 && bench.families() > 1;
        }
    }

    /** {@link ConfigurationProblem} when something is wrong: it names the key. */
    static JudgeRules of(JudgeSettings settings, Catalogue catalogue) {
        List<String> models = settings.models().orElse(List.of());
        List<String> families = settings.families().orElse(List.of());
        Rule usual = checked(
                "tutti.judges",
                () -> new Rule(JudgeBench.of(catalogue, models, families), settings.rate(), settings.rubric()));
        Map<String, Rule> byTask = new HashMap<>();
        new TreeMap<>(settings.tasks())
                .forEach((task, other) -> byTask.put(
                        small(task), checked("tutti.judges.tasks." + task, () -> of(usual, other, catalogue))));
        return new JudgeRules(usual, byTask);
    }

    private static Rule of(Rule usual, JudgeSettings.OfTask task, Catalogue catalogue) {
        boolean own = task.models().isPresent() || task.families().isPresent();
        JudgeBench bench = own
                ? JudgeBench.of(
                        catalogue,
                        task.models().orElse(List.of()),
                        task.families().orElse(List.of()))
                : usual.bench();
        return new Rule(bench, task.rate().orElse(usual.rate()), task.rubric().or(usual::rubric));
    }

    private static Rule checked(String key, Supplier<Rule> rule) {
        try {
            return rule.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem("configuration " + key + "." + e.getMessage(), e);
        }
    }

    Rule of(Optional<String> task) {
        return task.map(tag -> byTask.getOrDefault(small(tag), usual)).orElse(usual);
    }

    /** The lowest rate at which any task is judged at all; 1 where none is. What is drawn below it is no task's more than another's. */
    double lowestRate() {
        return Stream.concat(Stream.of(usual), byTask.values().stream())
                .filter(Rule::judges)
                .mapToDouble(Rule::rate)
                .min()
                .orElse(1);
    }

    private static String small(String task) {
        return task.toLowerCase(Locale.ROOT);
    }
}
