package dev.tutti.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.words.setting.AtLeast;
import dev.tutti.words.setting.AtMost;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingRangesTest {
    private static final Set<Class<? extends Annotation>> READ =
            Set.of(Min.class, Max.class, DecimalMin.class, DecimalMax.class, AtLeast.class, AtMost.class);

    interface Room extends Hall {
        @Min(1)
        @Max(3)
        @WithDefault("2")
        int whole();

        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1e3")
        @WithDefault("0.5")
        double fraction();

        @AtLeast("PT0.01S")
        @AtMost("PT1M")
        @WithDefault("1s")
        Duration time();

        @DecimalMax("2.5")
        Optional<BigDecimal> money();

        @Min(1)
        OptionalLong many();

        @Min(1)
        OptionalInt few();

        @DecimalMin("1")
        OptionalDouble some();

        Corner corner();

        Optional<Corner> perhaps();

        @WithUnnamedKey
        Map<String, Corner> named();

        List<Corner> listed();

        @WithParentName
        Nook nook();

        Optional<String> text();
    }

    interface Hall {
        @Min(0)
        @WithDefault("0")
        long above();
    }

    interface Corner {
        @Min(10)
        @WithDefault("10")
        int inThere();
    }

    interface Nook {
        @Min(10)
        @WithDefault("10")
        int nearby();
    }

    @Test
    void whatIsWithinItsRangeIsRead() {
        Room room = room(Map.of(
                "a.whole", "3",
                "a.fraction", "1000",
                "a.time", "1m",
                "a.money", "2.50",
                "a.named.x.in-there", "11",
                "a.listed[0].in-there", "12",
                "a.text", "any"));

        assertThat(room.whole()).isEqualTo(3);
        assertThat(room.named().get("x").inThere()).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.whole | 0 | must be greater than or equal to 1",
                "a.whole | 4 | must be less than or equal to 3",
                "a.fraction | 0 | must be greater than 0",
                "a.fraction | NaN | must be greater than 0",
                "a.fraction | Infinity | must be less than or equal to 1000",
                "a.fraction | 1000.1 | must be less than or equal to 1000",
                "a.time | 9ms | must be at least 10ms",
                "a.time | PT-1S | must be at least 10ms",
                "a.time | 61s | must be at most 1m",
                "a.time | PT3000000000H | must be at most 1m",
                "a.money | 2.51 | must be less than or equal to 2.5",
                "a.many | 0 | must be greater than or equal to 1",
                "a.few | 0 | must be greater than or equal to 1",
                "a.some | 0.5 | must be greater than or equal to 1",
                "a.above | -1 | must be greater than or equal to 0",
                "a.nearby | 9 | must be greater than or equal to 10",
                "a.corner.in-there | 9 | must be greater than or equal to 10",
                "a.perhaps.in-there | 9 | must be greater than or equal to 10",
                "a.named.x.in-there | 9 | must be greater than or equal to 10",
                "a.named.\"x.y\".in-there | 9 | must be greater than or equal to 10",
                "a.named.in-there | 9 | must be greater than or equal to 10",
                "a.listed[1].in-there | 9 | must be greater than or equal to 10"
            })
    void whatIsBeyondItsRangeIsRefusedByItsWholeName(String name, String value, String complaint) {
        Map<String, String> settings = name.equals("a.listed[1].in-there")
                ? Map.of(name, value, "a.listed[0].in-there", "10")
                : Map.of(name, value);

        assertThatThrownBy(() -> room(settings))
                .isInstanceOfSatisfying(
                        ConfigValidationException.class,
                        refused -> assertThat(IntStream.range(0, refused.getProblemCount())
                                        .mapToObj(i -> refused.getProblem(i).getMessage()))
                                .contains(name + " " + complaint));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> room(Map.of("a.whole", "9", "a.time", "1h")))
                .isInstanceOfSatisfying(
                        ConfigValidationException.class,
                        refused -> assertThat(refused.getProblemCount()).isEqualTo(2));
    }

    /** Another constraint than those that are read would be one that nobody looks at. */
    @Test
    void noSettingStatesARangeThatIsNotRead() {
        List<Annotation> stated = NumberSettingsTest.settings()
                .flatMap(setting -> Arrays.stream(setting.getAnnotations()))
                .filter(annotation -> annotation.annotationType().getName().startsWith("jakarta.validation."))
                .toList();

        assertThat(stated).hasSizeGreaterThan(100);
        assertThat(stated).extracting(Annotation::annotationType).isSubsetOf(READ);
    }

    @Test
    void everyRangeIsOfANumberOrADuration() {
        Set<Class<?>> numbers = Set.of(int.class, long.class, double.class, OptionalDouble.class, OptionalLong.class);

        for (Method setting : NumberSettingsTest.settings().toList()) {
            Class<?> type = setting.getReturnType();
            boolean duration = setting.isAnnotationPresent(AtLeast.class) || setting.isAnnotationPresent(AtMost.class);
            boolean number = SettingRange.of(setting).isStated() && !duration;
            String form = setting.getGenericReturnType().getTypeName();
            if (duration) {
                assertThat(form).as(setting.toString()).containsAnyOf("java.time.Duration");
            }
            if (number && !numbers.contains(type)) {
                assertThat(form).as(setting.toString()).contains("java.math.BigDecimal");
            }
        }
    }

    private static Room room(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(Room.class, "a")
                .withCustomizers(new SettingRanges())
                .build();
        return config.getConfigMapping(Room.class, "a");
    }
}
