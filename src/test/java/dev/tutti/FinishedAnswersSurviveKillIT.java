package dev.tutti;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.edge.bench.ServedTutti;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finished answer is a logged answer: the packaged program is killed under load, and no id that a client saw is lost. */
class FinishedAnswersSurviveKillIT {

    private static final Path JAR = Path.of(System.getProperty("tutti.jar", "target/quarkus-app/quarkus-run.jar"));
    private static final Map<String, String> SETTINGS =
            Map.of("tutti.practice.latency-scale", "0", "tutti.practice.failure-scale", "0", "tutti.audit.rate", "0");
    private static final int ROUNDS = 3;
    private static final int CLIENTS = 12;
    private static final int SEEN_BEFORE_THE_KILL = 150;

    @TempDir
    private Path folder;

    @Test
    void everyIdThatAClientSawIsInTheLogAfterKillDashNine() throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        for (int round = 1; round <= ROUNDS; round++) {
            try (ServedTutti tutti = ServedTutti.start(JAR, folder, SETTINGS)) {
                assertThat(seen)
                        .allSatisfy(
                                id -> assertThat(tutti.get("/v1/outcomes/" + id).status())
                                        .as(id)
                                        .isEqualTo(200));
                loadUntilKilled(tutti, seen);
            }
            assertThat(seen).hasSizeGreaterThanOrEqualTo(round * SEEN_BEFORE_THE_KILL);
        }
        try (ServedTutti tutti = ServedTutti.start(JAR, folder, SETTINGS)) {
            for (String id : seen) {
                assertThat(tutti.get("/v1/outcomes/" + id).status()).as(id).isEqualTo(200);
            }
        }
    }

    private static void loadUntilKilled(ServedTutti tutti, Queue<String> seen) throws Exception {
        List<Future<?>> asked = new ArrayList<>();
        CountDownLatch enough = new CountDownLatch(SEEN_BEFORE_THE_KILL);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                asked.add(clients.submit(() -> askForEver(tutti, seen, enough)));
            }
            try {
                assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                // Also where a client was refused: the others would ask for ever.
                tutti.handle().destroyForcibly();
            }
        }
        tutti.handle().onExit().join();
        for (Future<?> client : asked) {
            client.get();
        }
    }

    /** Until nobody answers any more. */
    private static void askForEver(ServedTutti tutti, Queue<String> seen, CountDownLatch enough) {
        try {
            while (true) {
                seen.add(tutti.post("/v1/chat/completions", question(tutti))
                        .ok()
                        .path("routing")
                        .path("request_id")
                        .asText());
                enough.countDown();
            }
        } catch (UncheckedIOException killed) {
            assertThat(killed.getCause()).isInstanceOf(IOException.class);
        }
    }

    private static ObjectNode question(ServedTutti tutti) {
        ObjectNode question = tutti.object().put("model", "practice/aria-nano");
        question.putArray("messages").addObject().put("role", "user").put("content", "Name a river.");
        return question;
    }
}
