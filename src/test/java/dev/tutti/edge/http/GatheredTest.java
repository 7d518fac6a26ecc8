package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import org.junit.jupiter.api.Test;

final class GatheredTest {
    @Test
    void onePieceIsNotCopied() {
        Buffer piece = Buffer.buffer("tide");
        Gathered gathered = new Gathered(4);

        gathered.add(piece);

        assertThat(gathered.whole()).isSameAs(piece);
    }

    @Test
    void morePiecesAreOneAfterTheOther() {
        Gathered gathered = new Gathered(12_009);

        for (String piece : new String[] {"the ", "", "tide ", "turns ".repeat(2_000)}) {
            gathered.add(Buffer.buffer(piece));
        }

        assertThat(gathered.whole()).hasToString("the tide " + "turns ".repeat(2_000));
    }

    /** Over TLS a piece is a part of something larger, which cannot grow. */
    @Test
    void nothingIsWrittenIntoAPieceThatWasHandedIn() {
        Gathered gathered = new Gathered(9);
        Buffer first = Buffer.buffer("the tide").slice(0, 4);

        gathered.add(first);
        gathered.add(Buffer.buffer("tide").slice());

        assertThat(gathered.whole()).hasToString("the tide");
        assertThat(first).hasToString("the ");
    }

    /** Room is made for what came, not for what was announced. */
    @Test
    void whoAnnouncesMuchAndSendsLittleGetsLittleRoom() {
        Gathered gathered = new Gathered(99_999);
        assertThat(gathered.whole().length()).isZero();

        gathered.add(Buffer.buffer("ti"));
        gathered.add(Buffer.buffer("de"));

        assertThat(gathered.whole()).hasToString("tide");
        assertThat(((BufferImpl) gathered.whole()).byteBuf().capacity()).isLessThan(100);
    }
}
