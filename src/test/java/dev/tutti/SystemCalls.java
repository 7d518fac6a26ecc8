package dev.tutti;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program asked of the kernel, as strace saw it: each call with the lines at which it was entered and left. A call
 * that is entered after another was left came after it, on whatever threads.
 */
public final class SystemCalls {
    private static final Pattern LINE = Pattern.compile("(\\d+) +(?:<\\.\\.\\. )?(\\w+)(.*)");
    private static final String UNFINISHED = " <unfinished ...>";
    private static final String WAL = "outcomes.db-wal>";

    /** {@code text}: arguments and result; files and sockets by name. */
    public record Call(String name, String text, int entered, int left) {
        boolean succeeded() {
            return text.endsWith(" = 0");
        }
    }

    private final List<Call> calls;

    private SystemCalls(List<Call> calls) {
        this.calls = calls;
    }

    /** Whether programs can be traced on this machine: strace is installed and permitted. */
    public static boolean traceable() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    /** The command before a program's own that writes what it asks of the kernel to a file. */
    public static List<String> tracing(Path to) {
        String written = "trace=write,writev,sendto,sendmsg,pwrite64,fsync,fdatasync";
        return List.of(
                "strace", "-f", "-qq", "-y", "-s", "70000", "-e", written, "-e", "signal=none", "-o", to.toString());
    }

    public static SystemCalls read(Path trace) throws IOException {
        Map<String, Call> open = new HashMap<>();
        List<Call> calls = new ArrayList<>();
        List<String> lines = Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
        for (int at = 0; at < lines.size(); at++) {
            Matcher line = LINE.matcher(lines.get(at));
            if (!line.matches()) {
                continue;
            }
            String text = line.group(3);
            Call begun = open.remove(line.group(1));
            if (text.endsWith(UNFINISHED)) {
                open.put(line.group(1), new Call(line.group(2), text, at, Integer.MAX_VALUE));
            } else if (begun == null) {
                calls.add(new Call(line.group(2), text, at, at));
            } else {
                calls.add(new Call(begun.name(), begun.text() + text, begun.entered(), at));
            }
        }
        return new SystemCalls(calls);
    }

    /** The last call of that kind; {@link AssertionError} when there is none: then the trace shows nothing. */
    public Call last(Predicate<Call> kind) {
        return calls.stream()
                .filter(kind)
                .reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError("none of " + calls.size() + " calls is of that kind"));
    }

    /** Whether the log's file was synced, with success, after the row of that id was written to it and before the call. */
    public boolean syncsBefore(Call answer, String id) {
        Call written = last(call -> call.name().equals("pwrite64")
                && call.text().contains(WAL)
                && call.text().contains(id)
                && call.entered() < answer.entered());
        return calls.stream()
                .filter(call -> call.name().equals("fsync") || call.name().equals("fdatasync"))
                .filter(call -> call.text().contains(WAL) && call.succeeded())
                .anyMatch(sync -> sync.entered() > written.left() && sync.left() < answer.entered());
    }
}
