package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

final class GatheredTest {
    private final Gathered gathered = new Gathered();

    @Test
    void onePieceIsNotCopied() {
        Buffer piece = Buffer.buffer("tide");

        gathered.add(piece);

        assertThat(gathered.whole()).isSameAs(piece);
    }

    @Test
    void morePiecesAreOneAfterTheOther() {
        for (String piece : new String[] {"the ", "", "tide ", "turns ".repeat(2_000)}) {
            gathered.add(Buffer.buffer(piece));
        }

        assertThat(gathered.whole()).hasToString("the tide " + "turns ".repeat(2_000));
    }
}
