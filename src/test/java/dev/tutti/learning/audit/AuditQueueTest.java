package dev.tutti.learning.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.serving.execution.Ending;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AuditQueueTest {
    private final AtomicInteger dropped = new AtomicInteger();
    private final AuditQueue queue =
            new AuditQueue(new AuditQueue.Room(1, 100, 1_000), line -> {}, dropped::incrementAndGet);

    @Test
    void whatWouldHoldTooManyBytesIsDroppedAndCounted() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        queue.submit(600, load -> await(go));

        assertThat(queue.submit(600, load -> {})).isFalse();
        assertThat(queue.submit(400, load -> {})).isTrue();

        assertThat(dropped).hasValue(1);
        go.countDown();
    }

    @Test
    void theBytesAreFreeAgainWhenTheLastPieceHasEndedWhateverItThrew() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch broke = new CountDownLatch(1);
        queue.submit(1_000, load -> {
            load.submit(() -> await(go));
            broke.countDown();
            throw new IllegalStateException("the first piece");
        });
        await(broke);
        assertThat(queue.submit(1, load -> {})).as("its last piece still runs").isFalse();

        CountDownLatch ended = new CountDownLatch(1);
        go.countDown();
        queue.submit(0, load -> ended.countDown());
        await(ended);

        assertThat(queue.submit(1_000, load -> {})).isTrue();
    }

    @Test
    void aPictureInARequestCountsLikeItsTextAndSoDoesTheAnswer() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("messages").addObject().putArray("content").addObject().put("url", "x".repeat(5_000_000));
        Message message = new Message(Role.USER, "hello", JsonNodeFactory.instance.objectNode());
        ChatRequest chat = new ChatRequest(List.of(message), OptionalLong.empty(), 1, false, false, Set.of(), body);

        Answer answer = new Answer("y".repeat(100_000), "stop", "served", Usage.of(1, 1), Optional.empty());
        Ending ending = new Ending.Answered(answer, List.of(), List.of(), Usd.ZERO);

        assertThat(AuditFootprint.of(chat, ending)).isBetween(5_100_000L, 5_200_000L);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
