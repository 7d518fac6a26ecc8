package dev.tutti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.edge.bench.Soak;
import dev.tutti.edge.bench.SoakLength;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise 8: when nothing is to be done, what was held before the load is held, and no more. */
@Timeout(600)
class HeapDescriptorsAndPoolsReturnToStartIT {
    private static final Path JAR = Path.of(System.getProperty("tutti.jar", "target/quarkus-app/quarkus-run.jar"));

    /** Enough that bounded caches, as full or as empty as they may be, are no 50 bytes a request. */
    private static final SoakLength THIRTY_THOUSAND = new SoakLength(10, 3_000, Duration.ZERO);

    @TempDir
    private Path folder;

    @Test
    void thirtyThousandRequestsOfEveryKindAndEndLeaveNothingBehind() throws Exception {
        StringWriter table = new StringWriter();

        var broken = Soak.run(JAR, Path.of("."), folder, THIRTY_THOUSAND, new PrintWriter(table));

        assertThat(broken).as(table.toString()).isEmpty();
    }
}
