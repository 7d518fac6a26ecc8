package dev.tutti.edge.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from the metrics of a served Tutti how long its recent decisions took, features included. */
final class DecisionTimes {
    private DecisionTimes() {}

    /** In milliseconds; {@link IllegalStateException} when the metrics do not tell. */
    static double quantile(ServedTutti tutti, String quantile) {
        Matcher line = Pattern.compile("(?m)^tutti_decision_duration_seconds\\{.*quantile=\"" + Pattern.quote(quantile)
                        + "\".*} (\\S+)$")
                .matcher(tutti.metrics());
        if (!line.find()) {
            throw new IllegalStateException("the metrics say nothing of decisions");
        }
        return Double.parseDouble(line.group(1)) * 1e3;
    }
}
