package dev.tutti.memory.outcome;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import dev.tutti.words.chat.Usd;
import java.time.Duration;

/** Names of fields in JSON: snake case with the unit behind, {@code maxCost} of type {@link Usd} is {@code max_cost_usd}. */
final class UnitNaming extends PropertyNamingStrategy {
    private static final long serialVersionUID = 1;

    @Override
    public String nameForField(MapperConfig<?> config, AnnotatedField field, String defaultName) {
        return named(field, defaultName);
    }

    @Override
    public String nameForGetterMethod(MapperConfig<?> config, AnnotatedMethod method, String defaultName) {
        return named(method, defaultName);
    }

    @Override
    public String nameForConstructorParameter(
            MapperConfig<?> config, AnnotatedParameter parameter, String defaultName) {
        return named(parameter, defaultName);
    }

    private static String named(AnnotatedMember member, String name) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(name) + unit(member.getType());
    }

    private static String unit(JavaType type) {
        JavaType content = type.containedTypeCount() == 1 ? type.containedType(0) : type;
        if (content.hasRawClass(Duration.class)) {
            return "_ms";
        }
        return content.hasRawClass(Usd.class) ? "_usd" : "";
    }
}
