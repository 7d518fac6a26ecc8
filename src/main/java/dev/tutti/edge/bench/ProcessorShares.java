package dev.tutti.edge.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * On what a served Tutti spends processor time under load: samples of its Java threads (JEP 509, native code and system
 * calls included), each told of the innermost frame that belongs to a {@link Part}. Collector and compilers are no Java threads.
 */
final class ProcessorShares {
    private static final Duration TIME = Duration.ofSeconds(12);
    private static final int CONNECTIONS = 50;
    private static final String SAMPLE = "jdk.CPUTimeSample";
    private static final String STACK_DEPTH = "256";
    /** What may take a quarter of the throughput together. */
    private static final List<Part> OVERHEAD =
            List.of(Part.FAULT_TOLERANCE, Part.OUTCOME_LOG, Part.LOG_LINES, Part.METRICS);

    private final Loader loader;
    private final ServedTutti tutti;
    private final Path work;
    private final PrintWriter out;

    /** {@code work}: a folder for the recording. */
    ProcessorShares(Loader loader, ServedTutti tutti, Path work, PrintWriter out) {
        this.loader = loader;
        this.tutti = tutti;
        this.work = work;
        this.out = out;
    }

    /** {@code flame}: where the samples are drawn, too. */
    void run(Optional<Path> flame) throws IOException {
        List<List<String>> stacks = stacks(recorded());
        if (stacks.isEmpty()) {
            throw new IllegalStateException("the flight recorder took no sample of processor time");
        }
        print(stacks);
        if (flame.isPresent()) {
            new FlameGraph(stacks).write(flame.get());
            out.println("flame graph: " + flame.get());
        }
        out.flush();
    }

    private Path recorded() throws IOException {
        Path file = work.resolve("load.jfr");
        flightRecorder("JFR.configure", "stackdepth=" + STACK_DEPTH);
        flightRecorder(
                "JFR.start",
                "name=load",
                "settings=none",
                "+" + SAMPLE + "#enabled=true",
                "+" + SAMPLE + "#throttle=2ms");
        loader.closed(tutti.base().getPort(), new Prompts(StubCatalogue.FIRST), CONNECTIONS, TIME);
        flightRecorder("JFR.stop", "name=load", "filename=" + file);
        return file;
    }

    /** {@link IllegalStateException} with what was said when the virtual machine does not take the command. */
    private void flightRecorder(String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(tutti.handle().pid())));
        line.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(
                    "the flight recorder did not take " + String.join(" ", command) + ": " + said);
        }
    }

    /** Names of methods with their classes, the outermost first, a list for each sample. */
    private static List<List<String>> stacks(Path recording) throws IOException {
        List<List<String>> stacks = new ArrayList<>();
        try (RecordingFile events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
                    stacks.add(event.getStackTrace().getFrames().stream()
                            .map(ProcessorShares::name)
                            .toList()
                            .reversed());
                }
            }
        }
        return stacks;
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private void print(List<List<String>> stacks) {
        Map<Part, Integer> samples = new EnumMap<>(Part.class);
        stacks.forEach(stack -> samples.merge(Part.of(stack), 1, Integer::sum));
        out.printf("%nprocessor time of Java threads, %s, %d samples:%n", StubCatalogue.FIRST, stacks.size());
        samples.entrySet().stream()
                .sorted(Map.Entry.<Part, Integer>comparingByValue(Comparator.reverseOrder()))
                .forEach(entry ->
                        out.printf("  %-18s %4.1f %%%n", entry.getKey().words(), share(entry.getValue(), stacks)));
        int overhead = OVERHEAD.stream()
                .mapToInt(part -> samples.getOrDefault(part, 0))
                .sum();
        out.printf("  fault tolerance, logging and metrics together: %.1f %%%n", share(overhead, stacks));
    }

    private static double share(int samples, List<List<String>> all) {
        return 100.0 * samples / Math.max(1, all.size());
    }
}
