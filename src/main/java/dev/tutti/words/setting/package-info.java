/** What a setting may not say. Door: {@link dev.tutti.words.setting.ConfigurationProblem}. */
@NullMarked
package dev.tutti.words.setting;

import org.jspecify.annotations.NullMarked;
