package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartTest {
    @Test
    void theInnermostFrameThatAnyPartKnowsTells() {
        assertThat(Part.of(List.of(
                        "io.netty.channel.nio.NioEventLoop.run",
                        "dev.tutti.serving.provider.MeteredClient.ask",
                        "dev.tutti.serving.provider.RetryingClient.ask",
                        "java.util.HashMap.get")))
                .isEqualTo(Part.FAULT_TOLERANCE);
        assertThat(Part.of(List.of("dev.tutti.edge.http.ChatResource.complete", "io.netty.buffer.ByteBuf.read")))
                .isEqualTo(Part.NETWORK);
        assertThat(Part.of(List.of("java.lang.Thread.run"))).isEqualTo(Part.OTHER);
    }
}
