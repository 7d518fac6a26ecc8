package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PlayScriptTest {
    @Test
    void eachLineIsAPlayAndCommentsAreNone() {
        assertThat(PlayScript.read("""
                # first it is away
                status 503 Retry-After: 1

                answer at last
                """)).hasSize(2);
    }

    @Test
    void aLineThatIsNoPlayIsQuoted() {
        assertThatThrownBy(() -> PlayScript.read("answer 42\ndance wildly"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no play: \"dance wildly\"");
    }
}
