package dev.tutti.edge.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lives on the heap of another virtual machine after full collections, as the {@code jcmd} of this JDK tells. */
final class LivingHeap {
    /** Instances, then bytes, of all classes. */
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private LivingHeap() {}

    static long bytes(ProcessHandle process) throws IOException {
        // What the first collection finds dead may hold others until its cleaner has run; the histogram collects again.
        jcmd(process, "GC.run");
        jcmd(process, "GC.run_finalization");
        String histogram = jcmd(process, "GC.class_histogram");
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException(
                    "no histogram of the heap: " + histogram.lines().limit(5).toList());
        }
        return Long.parseLong(total.group(1));
    }

    private static String jcmd(ProcessHandle process, String command) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
