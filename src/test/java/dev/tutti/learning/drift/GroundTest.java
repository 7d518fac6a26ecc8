package dev.tutti.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.outcome.Rows;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class GroundTest {
    @Test
    void aReleaseThatServesNoLongerIsNotKept() {
        RouterModel router = new Serving("r-0001");
        Ground ground = new Ground(Optional.of(router));
        WeakReference<RouterModel> kept = new WeakReference<>(router);
        assertThat(ground.cluster(Rows.row("r1").make())).hasValue(0);

        router = new Serving("r-0001");
        System.gc();

        assertThat(kept.refersTo(null)).isTrue();
        assertThat(ground.isOf(Optional.of(router))).as("another of that name").isFalse();
        assertThat(ground.version()).isEqualTo("r-0001");
        assertThat(ground.cluster(Rows.row("r1").make())).isEmpty();
    }

    @Test
    void itIsOfTheVeryReleaseThatItWasMadeFor() {
        RouterModel router = new Serving("r-0001");

        assertThat(new Ground(Optional.of(router)).isOf(Optional.of(router))).isTrue();
        assertThat(new Ground(Optional.of(router)).isOf(Optional.empty())).isFalse();
        assertThat(new Ground(Optional.empty()).isOf(Optional.of(router))).isFalse();
        assertThat(new Ground(Optional.empty()).isOf(Optional.empty())).isTrue();
    }

    /** A router model that knows one cluster; each is another one, whatever its version. */
    private static final class Serving implements RouterModel {
        private final String version;

        Serving(String version) {
            this.version = version;
        }

        @Override
        public String version() {
            return version;
        }

        @Override
        public int cluster(Features features) {
            return 0;
        }

        @Override
        public Optional<Prediction> predict(Features features, Plan plan) {
            return Optional.empty();
        }

        @Override
        public OptionalLong outputTokens(Features features, ModelId model, double quantile) {
            return OptionalLong.empty();
        }

        @Override
        public List<Plan> learnedPlans(Features features) {
            return List.of();
        }
    }
}
