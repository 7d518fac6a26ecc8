package dev.tutti.edge.cli;

import io.smallrye.config.ConfigMapping.NamingStrategy;
import io.smallrye.config.ConfigMappingInterface;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.ConfigValidator;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses settings that are outside of the {@link SettingRange} which they state. Hibernate Validator would do the same, and
 * takes 30 % of the main thread's time in a start to learn the settings (src/docs/performance.md).
 */
public final class SettingRanges implements ConfigValidator, SmallRyeConfigBuilderCustomizer {
    /** Settings of libraries state no ranges. */
    private static final String OURS = "dev.tutti.";

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withValidator(this);
    }

    /** {@code settings}: all of one room; {@link ConfigValidationException} with everything that is wrong in them. */
    @Override
    public void validateMapping(Class<?> room, String prefix, Object settings) {
        // Asking for the type of others costs most of what this takes.
        if (!room.getPackageName().startsWith(OURS)) {
            return;
        }
        ConfigMappingInterface type = Objects.requireNonNull(ConfigMappingInterface.getConfigurationInterface(room));
        List<Problem> problems = new ArrayList<>();
        new Look(type.getNamingStrategy(), problems).atGroup(type, prefix, settings);
        if (!problems.isEmpty()) {
            throw new ConfigValidationException(problems.toArray(Problem[]::new));
        }
    }

    /** Goes over settings and collects what is wrong. */
    private record Look(NamingStrategy naming, List<Problem> problems) {
        void atGroup(ConfigMappingInterface type, String prefix, Object settings) {
            for (ConfigMappingInterface parent : type.getSuperTypes()) {
                atGroup(parent, prefix, settings);
            }
            for (Property property : type.getProperties()) {
                if (!property.isDefaultMethod() && !property.isToStringMethod()) {
                    String name =
                            property.isParentPropertyName() ? prefix : prefix + "." + property.getPropertyName(naming);
                    at(property, name, settings);
                }
            }
        }

        private void at(Property property, String name, Object settings) {
            Method method = property.getMethod();
            SettingRange range = SettingRange.of(method);
            if (range.isStated()) {
                range.complaints(value(method, settings))
                        .forEach(complaint -> problems.add(new Problem(name + " " + complaint)));
            } else if (holdsGroups(property)) {
                inside(property, name, value(method, settings));
            }
        }

        private void inside(Property property, String name, Object value) {
            if (property.isOptional()) {
                ((Optional<?>) value)
                        .ifPresent(there -> inside(property.asOptional().getNestedProperty(), name, there));
            } else if (property.isMap()) {
                Property each = property.asMap().getValueProperty();
                ((Map<?, ?>) value).forEach((key, there) -> inside(each, name + key(key), there));
            } else if (property.isCollection()) {
                Property each = property.asCollection().getElement();
                int i = 0;
                for (Object there : (Iterable<?>) value) {
                    inside(each, name + "[" + i++ + "]", there);
                }
            } else {
                atGroup(property.asGroup().getGroupType(), name, value);
            }
        }

        /** As keys of maps are written; the value without a key has none. */
        private static String key(@Nullable Object key) {
            if (key == null) {
                return "";
            }
            return key.toString().contains(".") ? ".\"" + key + "\"" : "." + key;
        }

        private static boolean holdsGroups(Property property) {
            if (property.isOptional()) {
                return holdsGroups(property.asOptional().getNestedProperty());
            }
            if (property.isMap()) {
                return holdsGroups(property.asMap().getValueProperty());
            }
            return property.isCollection() ? holdsGroups(property.asCollection().getElement()) : property.isGroup();
        }

        private static Object value(Method setting, Object settings) {
            try {
                setting.setAccessible(true);
                return setting.invoke(settings);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("a setting cannot be read: " + setting, e);
            }
        }
    }
}
