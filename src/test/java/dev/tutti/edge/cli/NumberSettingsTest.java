package dev.tutti.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.tenancy.TenancySettings;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Numbers in settings that are none, have no end, or are below what they count: each is refused, whichever setting it is. */
final class NumberSettingsTest {
    private static final double[] NONE_AT_ALL = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -1.5
    };

    @Test
    void everyFractionHasTwoEnds() {
        List<Method> fractions = settings(double.class, OptionalDouble.class);

        assertThat(fractions).hasSizeGreaterThan(40);
        for (Method setting : fractions) {
            Function<Double, Object> form = setting.getReturnType() == double.class ? x -> x : OptionalDouble::of;
            DoubleStream.of(NONE_AT_ALL)
                    .forEach(value -> assertThat(refused(setting, form.apply(value)))
                            .as("%s.%s = %s", setting.getDeclaringClass().getName(), setting.getName(), value)
                            .isTrue());
        }
    }

    @Test
    void everyAmountOfMoneyHasTwoEnds() {
        List<Method> amounts = settings(BigDecimal.class);

        assertThat(amounts).hasSizeGreaterThan(4);
        for (Method setting : amounts) {
            for (String value : List.of("-0.000001", "9223373")) {
                assertThat(refused(setting, new BigDecimal(value)))
                        .as("%s.%s = %s", setting.getDeclaringClass().getName(), setting.getName(), value)
                        .isTrue();
            }
        }
    }

    private static boolean refused(Method setting, Object value) {
        return !SettingRange.of(setting).complaints(value).isEmpty();
    }

    /** But for keys: what holds for one may come from elsewhere too, and has a reader of its own. */
    private static List<Method> settings(Class<?>... types) {
        return KnownSettings.ROOMS.stream()
                .filter(room -> room != TenancySettings.class)
                .flatMap(NumberSettingsTest::methods)
                .filter(method -> method.getDeclaringClass() != TenancySettings.Terms.class)
                .filter(method -> Arrays.asList(types).contains(method.getReturnType()))
                .toList();
    }

    /** All that there are. */
    static Stream<Method> settings() {
        return KnownSettings.ROOMS.stream().flatMap(NumberSettingsTest::methods);
    }

    /** Those of the groups in it too. */
    private static Stream<Method> methods(Class<?> room) {
        return Arrays.stream(room.getMethods())
                .flatMap(method -> Stream.concat(
                        Stream.of(method), groups(method.getGenericReturnType()).flatMap(NumberSettingsTest::methods)));
    }

    private static Stream<Class<?>> groups(Type type) {
        return switch (type) {
            case ParameterizedType of ->
                Arrays.stream(of.getActualTypeArguments()).flatMap(NumberSettingsTest::groups);
            case Class<?> one when one.isInterface() && one.getName().startsWith("dev.tutti.") -> Stream.of(one);
            default -> Stream.empty();
        };
    }
}
