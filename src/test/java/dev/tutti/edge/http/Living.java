package dev.tutti.edge.http;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What lives on this program's heap after a full collection: how many objects of each of our own classes, and how many
 * bytes of all classes.
 */
record Living(Map<String, Long> ours, long bytes) {
    /** Rank, instances, bytes, class, and perhaps its module. */
    private static final Pattern LINE = Pattern.compile(" *\\d+: +(\\d+) +(\\d+) +(\\S+).*");

    /** A lambda's class has a number of its own in each program. */
    private static final Pattern NUMBER = Pattern.compile("/0x\\w+");

    static Living now() {
        Map<String, Long> ours = new TreeMap<>();
        long bytes = 0;
        for (String line : histogram().lines().toList()) {
            Matcher found = LINE.matcher(line);
            if (found.matches()) {
                String name = NUMBER.matcher(found.group(3)).replaceAll("");
                bytes += Long.parseLong(found.group(2));
                if (name.startsWith("dev.tutti.")) {
                    ours.merge(name, Long.parseLong(found.group(1)), Long::sum);
                }
            }
        }
        return new Living(ours, bytes);
    }

    /** By how many objects each of our classes has grown, where that is more than so many. */
    Map<String, Long> objectsSince(Living then, long slack) {
        Map<String, Long> grown = new TreeMap<>();
        ours.forEach((name, count) -> {
            long more = count - then.ours.getOrDefault(name, 0L);
            if (more > slack) {
                grown.put(name, more);
            }
        });
        return grown;
    }

    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}
