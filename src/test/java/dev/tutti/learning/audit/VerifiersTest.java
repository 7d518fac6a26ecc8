package dev.tutti.learning.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.words.setting.ConfigurationProblem;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VerifiersTest {
    private static final String SCHEMA = "{\"type\":\"object\",\"required\":[\"total\"]}";

    @Test
    void anAnswerIsGoodWhenItMeetsEverythingThatItsTaskDemands() {
        Verifier both = verifier(Optional.of("[0-9]{2}"), Optional.of(SCHEMA));

        assertThat(both.score("{\"total\": 42}")).isEqualTo(1);
        assertThat(both.score("{\"total\": 4}")).as("no two digits").isZero();
        assertThat(both.score("total: 42")).as("no JSON").isZero();
    }

    @Test
    void aTaskIsFoundWhateverItsLettersAndNoOtherIs() {
        Verifiers some = Verifying.by("Sums", "42");

        assertThat(some.of(Optional.of("sUMS"))).isPresent();
        assertThat(some.of(Optional.of("sums-2"))).isEmpty();
        assertThat(some.of(Optional.empty())).isEmpty();
    }

    @Test
    void aRunIsToldWhatHoldsOfAGoodAnswerToItsTaskWhereThatIsKnown() {
        Verifiers some = Verifying.by("sums", "42");

        assertThat(some.check(Optional.of("Sums")).orElseThrow())
                .accepts("It is 42.")
                .rejects("It is 41.");
        assertThat(some.check(Optional.of("code"))).isEmpty();
    }

    @Test
    void whatIsWrongStopsTheStartAndNamesTheKey() {
        assertThatThrownBy(() -> Verifying.by("sums", "(?=42)"))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("tutti.verifiers.sums")
                .hasMessageContaining("RE2");
        assertThatThrownBy(() -> verifier(Optional.empty(), Optional.empty())).hasMessageContaining("regex, schema");
        assertThatThrownBy(() -> verifier(Optional.empty(), Optional.of("42"))).hasMessageContaining("an object");
        assertThatThrownBy(() -> verifier(Optional.empty(), Optional.of("{type: 7}")))
                .hasMessageContaining("tutti.verifiers.sums")
                .hasMessageContaining("JSON Schema");
    }

    @Test
    void theConfigurationNamesThemByTask() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(VerifierSettings.class)
                .withDefaultValue("tutti.verifiers.sums.regex", "^42$")
                .withDefaultValue("tutti.verifiers.\"bill.total\".schema", SCHEMA)
                .build();

        Verifiers some = Verifiers.of(config.getConfigMapping(VerifierSettings.class));

        assertThat(some.byTask()).containsOnlyKeys("sums", "bill.total");
    }

    private static Verifier verifier(Optional<String> regex, Optional<String> schema) {
        return Verifying.of("sums", regex, schema).of(Optional.of("sums")).orElseThrow();
    }
}
