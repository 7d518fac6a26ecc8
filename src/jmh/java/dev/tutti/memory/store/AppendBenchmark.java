package dev.tutti.memory.store;

import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.outcome.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Durable appends of rows with 20 candidates: what one caller waits, and what a crowd of 50 gets through. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class AppendBenchmark {
    private final AtomicLong next = new AtomicLong();
    private Path folder;
    private SqliteOutcomeLog log;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory(Path.of("target"), "append");
        log = SqliteOutcomeLog.open(folder);
    }

    @TearDown
    public void close() throws IOException {
        log.close();
        Files.delete(folder.resolve("outcomes.db"));
        Files.delete(folder);
    }

    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public void alone() {
        log.append(row());
    }

    @Benchmark
    @BenchmarkMode({Mode.Throughput, Mode.SampleTime})
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Threads(50)
    public void inACrowd() {
        log.append(row());
    }

    /** What of it is encoding, on the caller's own thread. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public byte[] encoding() {
        return RowBody.encode(row(), Dictionary.BUILT_IN);
    }

    private OutcomeRow row() {
        return Rows.row("bench-" + next.incrementAndGet()).considering(20).make();
    }
}
