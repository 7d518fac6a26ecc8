package dev.tutti.edge.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What each strategy reached on the same prompts, the first strategy being what the others are compared with. */
final class LiveTable {
    private static final long SEED = 7;

    private final Map<String, List<LiveAnswer>> reached = new LinkedHashMap<>();

    LiveTable(Set<String> strategies) {
        strategies.forEach(name -> reached.put(name, new ArrayList<>()));
    }

    /** One prompt's answers, in the order of the strategies. */
    void add(List<LiveAnswer> row) {
        if (row.size() != reached.size()) {
            throw new IllegalArgumentException("a row has " + reached.size() + " answers, had " + row.size());
        }
        int i = 0;
        for (List<LiveAnswer> column : reached.values()) {
            column.add(row.get(i++));
        }
    }

    int prompts() {
        return first().size();
    }

    void print(PrintWriter out) {
        if (prompts() > 0) {
            reached.forEach((name, answers) -> out.println(line(name, answers)));
        }
    }

    private List<LiveAnswer> first() {
        return reached.values().iterator().next();
    }

    private String line(String name, List<LiveAnswer> answers) {
        Point point =
                new Contender.Result(answers.stream().map(LiveAnswer::scored).toList()).point();
        PairedBootstrap difference = PairedBootstrap.of(
                IntStream.range(0, answers.size())
                        .mapToDouble(i -> quality(answers.get(i)) - quality(first().get(i)))
                        .toArray(),
                SEED);
        return "  live  %-26s %5.1f %%  $%8.3f for 1,000  %4d degraded  %4d failed  %+5.1f points [%+.1f, %+.1f]"
                .formatted(
                        name,
                        100 * point.quality(),
                        point.costPer1000(),
                        count(answers, LiveAnswer.Run.DEGRADED),
                        count(answers, LiveAnswer.Run.FAILED),
                        100 * difference.mean(),
                        100 * difference.lower(),
                        100 * difference.upper());
    }

    private static double quality(LiveAnswer answer) {
        return answer.scored().quality();
    }

    private static long count(List<LiveAnswer> answers, LiveAnswer.Run run) {
        return answers.stream().filter(answer -> answer.run() == run).count();
    }
}
