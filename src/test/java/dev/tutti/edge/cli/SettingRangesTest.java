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
import jakarta.validation.constraints.NotBlank;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingRangesTest {
    private static final Set<Class<? extends Annotation>> READ =
            Set.of(Min.class, Max.class, DecimalMin.class, DecimalMax.class, AtLeast.class, AtMost.class);

    /** How what has a range may be said, as the language writes types. */
    private static final Set<String> NUMBERS = Set.of(
            "int",
            "long",
            "double",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.OptionalDouble",
            "java.math.BigDecimal",
            "java.util.Optional<java.math.BigDecimal>");

    private static final Set<String> DURATIONS = Set.of("java.time.Duration", "java.util.Optional<java.time.Duration>");

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

    interface Unread {
        Optional<@Min(1) Long> perhaps();

        Map<String, @DecimalMin("1") BigDecimal> named();

        Map<String, List<@NotBlank String>> nested();

        Optional<@Max(3) Integer[]> many();
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
                .filter(SettingRangesTest::isConstraint)
                .toList();

        assertThat(stated).hasSizeGreaterThan(100);
        assertThat(stated).extracting(Annotation::annotationType).isSubsetOf(READ);
    }

    /** What stands within a type, such as at the value of a map, is not read. */
    @Test
    void noSettingStatesARangeWithinItsType() {
        assertThat(NumberSettingsTest.settings())
                .allSatisfy(setting ->
                        assertThat(within(setting)).as(setting.toString()).isEmpty());

        assertThat(Arrays.stream(Unread.class.getMethods()))
                .hasSize(4)
                .allSatisfy(setting ->
                        assertThat(within(setting)).as(setting.toString()).hasSize(1));
        assertThat(Arrays.stream(Room.class.getMethods()).flatMap(setting -> within(setting).stream()))
                .isEmpty();
    }

    @Test
    void everyRangeIsOfANumberOrADuration() {
        for (Method setting : NumberSettingsTest.settings().toList()) {
            String type = setting.getGenericReturnType().getTypeName();
            if (setting.isAnnotationPresent(AtLeast.class) || setting.isAnnotationPresent(AtMost.class)) {
                assertThat(type).as(setting.toString()).isIn(DURATIONS);
            } else if (SettingRange.of(setting).isStated()) {
                assertThat(type).as(setting.toString()).isIn(NUMBERS);
            }
        }
    }

    private static List<Annotation> within(Method setting) {
        return inside(setting.getAnnotatedReturnType())
                .flatMap(type -> Arrays.stream(type.getAnnotations()))
                .filter(SettingRangesTest::isConstraint)
                .toList();
    }

    /** All types that stand inside of this one. */
    private static Stream<AnnotatedType> inside(AnnotatedType type) {
        List<AnnotatedType> parts = switch (type) {
            case AnnotatedParameterizedType generic -> List.of(generic.getAnnotatedActualTypeArguments());
            case AnnotatedWildcardType some -> List.of(some.getAnnotatedUpperBounds());
            case AnnotatedArrayType many -> List.of(many.getAnnotatedGenericComponentType());
            default -> List.of();
        };
        return parts.stream().flatMap(part -> Stream.concat(Stream.of(part), inside(part)));
    }

    private static boolean isConstraint(Annotation stated) {
        return READ.contains(stated.annotationType())
                || stated.annotationType().getName().startsWith("jakarta.validation.");
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
