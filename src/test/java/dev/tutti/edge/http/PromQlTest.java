package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PromQlTest {

    @Test
    void whatAnExpressionNamesIsRead() {
        PromQl query = PromQl.read(
                "histogram_quantile(0.99, sum by (le, a) (rate(x_bucket{b=\"1,}\", c=~'d|e'}[5m]))) / on (f) group_left ()"
                        + " max(y offset 1h) > 1e-3 and z == bool 1");

        assertThat(query.selectors())
                .containsOnlyKeys("x_bucket", "y", "z")
                .containsEntry("x_bucket", Set.of(new PromQl.Matches("b", "1,}"), new PromQl.Matches("c", "d|e")));
        assertThat(query.grouped()).containsExactly("a", "f", "le");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sum(x", "x)", "ratte(x[5m])", "x{a}", "x{a=1}", "x[five]", "{a=\"b\"}", "x; y", "sum by (a"})
    void whatIsNoPromQlIsTold(String expression) {
        assertThatThrownBy(() -> PromQl.read(expression)).isInstanceOf(IllegalArgumentException.class);
    }
}
