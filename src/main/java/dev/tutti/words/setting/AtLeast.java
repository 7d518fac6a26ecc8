package dev.tutti.words.setting;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The shortest duration that a setting may have; numbers have Jakarta Validation's annotations, which know no durations. */
@Documented
@Retention(RUNTIME)
@Target(METHOD)
public @interface AtLeast {
    /** In ISO 8601, as {@link java.time.Duration#parse} reads it. */
    String value();
}
