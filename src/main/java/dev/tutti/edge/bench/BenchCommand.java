package dev.tutti.edge.bench;

import dev.tutti.words.chat.Usd;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tutti bench}: measures routing, trust, newcomers, certificates or priors on recordings, or speed. */
@Command(
        name = "bench",
        description = "Measure routing quality, trust, newcomers, certificates or speed.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RoutingCommand.class,
            AblationsCommand.class,
            LoadCommand.class,
            BenchCommand.Strategies.class,
            TrustCommand.class,
            CertificatesCommand.class,
            NewcomerCommand.class,
            TrainingCommand.class,
            SeedCommand.class,
            BenchCommand.Rehearse.class
        })
public final class BenchCommand {

    static PrintWriter standardOutput() {
        return new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    }

    /** {@code tutti bench strategies}. */
    @Command(
            name = "strategies",
            description = "What each strategy takes beyond its critical path, and what it brings on recorded answers.",
            mixinStandardHelpOptions = true)
    static final class Strategies implements Callable<Integer> {
        @Mixin
        private final RecordedFiles files = new RecordedFiles();

        @Option(names = "--quick", description = "The first fold of the recorded set, not all five.")
        private boolean quick;

        @Option(names = "--only", description = "One part: ${COMPLETION-CANDIDATES} (default: all three).")
        private @Nullable Part only;

        @ArgGroup(exclusive = false)
        private @Nullable Live live;

        /** Instead of all that: a catalogue of real endpoints. */
        static final class Live {
            @Option(
                    names = "--live",
                    required = true,
                    description = "Instead: measure on the endpoints of this catalogue file, for money.")
            private String catalogue = "";

            @Option(names = "--cap-usd", required = true, description = "With --live: at most so many dollars.")
            private BigDecimal capUsd = BigDecimal.ZERO;

            @Option(
                    names = "--models",
                    required = true,
                    split = ",",
                    description = "With --live: models of the catalogue, the strongest first.")
            private List<String> models = List.of();
        }

        /** A part of the benchmark. */
        enum Part {
            SPEED,
            QUALITY,
            SIMULATED
        }

        @Override
        public Integer call() throws IOException {
            if (live != null) {
                new LiveQuality(standardOutput(), Usd.of(live.capUsd))
                        .run(
                                Packaged.here().jar(),
                                live.catalogue,
                                live.models,
                                files.read(List.of("zeroeval")).getFirst());
                return 0;
            }
            RecordedSet set =
                    wanted(Part.QUALITY) ? files.read(List.of("zeroeval")).getFirst() : null;
            if (wanted(Part.SPEED)) {
                StrategySpeed.run(Packaged.here(), standardOutput());
            }
            if (set != null) {
                new StrategyQuality(Packaged.here().jar(), standardOutput()).run(set, quick ? 1 : 5);
            }
            if (wanted(Part.SIMULATED)) {
                new SimulatedQuality(Packaged.here().jar(), standardOutput()).run();
            }
            return 0;
        }

        private boolean wanted(Part part) {
            return only == null || only == part;
        }
    }

    /** {@code tutti bench rehearse}, the last step of a build. */
    @Command(
            name = "rehearse",
            hidden = true,
            description = "Let the virtual machine learn the program, for faster starts.",
            mixinStandardHelpOptions = true)
    static final class Rehearse implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            new Rehearsal(Packaged.here()).run();
            return 0;
        }
    }
}
