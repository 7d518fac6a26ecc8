package dev.tutti.edge.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One look at all meters of a served Tutti, in Prometheus' text form. */
record MeterPage(String text) {
    /** Of all series of that name; {@link IllegalStateException} when there is none. */
    double sum(String name) {
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + "(?:\\{.*})? (\\S+)$")
                .matcher(text);
        if (!line.find()) {
            throw new IllegalStateException("the metrics say nothing of " + name);
        }
        double sum = 0;
        do {
            sum += Double.parseDouble(line.group(1));
        } while (line.find());
        return sum;
    }
}
