package dev.tutti.words.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RoutingOptionsTest {
    private static final RoutingDefaults DEFAULTS = new RoutingDefaults(
            OptionalDouble.of(0.7),
            Optional.of(Usd.of("0.01")),
            Optional.of(Duration.ofSeconds(7)),
            Optional.of(WhenInfeasible.REJECT),
            Optional.of("sums"),
            Optional.of(true));

    @Test
    void whatIsLeftOpenIsFilledInAndNothingElseIsChanged() {
        RoutingOptions open = RoutingOptions.of(new Selector.Auto());

        RoutingOptions filled = open.orElse(DEFAULTS);

        assertThat(filled.qualityTarget()).hasValue(0.7);
        assertThat(filled.maxCost()).contains(Usd.of("0.01"));
        assertThat(filled.maxLatency()).contains(Duration.ofSeconds(7));
        assertThat(filled.whenInfeasible()).contains(WhenInfeasible.REJECT);
        assertThat(filled.task()).contains("sums");
        assertThat(filled.recalls()).isTrue();
        assertThat(open.recalls()).isFalse();
        assertThat(open.orElse(RoutingDefaults.NONE)).isEqualTo(open);
    }

    @Test
    void whatARequestNamesStays() {
        RoutingOptions named = new RoutingOptions(
                new Selector.Auto(),
                OptionalDouble.of(0.1),
                Optional.of(Usd.of("1")),
                Optional.of(Duration.ofSeconds(1)),
                Optional.of("own"),
                Set.of(),
                ModelFilter.ALL,
                Optional.of(WhenInfeasible.CHEAPEST),
                true,
                false,
                Optional.empty(),
                StreamDraft.OFF,
                Optional.of(false),
                false);

        assertThat(named.orElse(DEFAULTS)).isEqualTo(named);
    }

    @Test
    void aMarkedPromptIsKeptAsThatOfAConversationAndChangesNoAnswer() {
        RoutingOptions plain = RoutingOptions.of(new Selector.Auto());
        RoutingOptions marked = plain.marking(true);

        assertThat(plain.keepsPrompt()).isFalse();
        assertThat(marked.orElse(DEFAULTS).within(ModelFilter.ALL).keepsPrompt())
                .isTrue();
        assertThat(marked.ofTheAnswer()).isEqualTo(plain.ofTheAnswer());
    }

    @Test
    void aDefaultIsWithinTheRangeOfWhatARequestMayName() {
        assertThatThrownBy(() -> new RoutingDefaults(
                        OptionalDouble.of(1.5),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessage("a quality target is 0 to 1, was 1.5");
    }
}
