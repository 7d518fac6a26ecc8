package dev.tutti.words.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class ModelFilterPropertyTest {

    @Property
    void aPatternMatchesWhatTheSameRegularExpressionMatches(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 8) String name,
            @ForAll("patterns") String pattern) {
        boolean expected = Pattern.matches(pattern.replace("*", ".*"), name);

        assertThat(new ModelFilter(List.of(pattern), List.of()).permits(new ModelId(name)))
                .isEqualTo(expected);
        assertThat(new ModelFilter(List.of(), List.of(pattern)).permits(new ModelId(name)))
                .isEqualTo(!expected);
    }

    @Property
    void withinAnotherFilterBothMustPermit(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 8) String name,
            @ForAll("patterns") String own,
            @ForAll("patterns") String other) {
        ModelId model = new ModelId(name);
        ModelFilter asked = new ModelFilter(List.of(own), List.of());
        ModelFilter ofKey = new ModelFilter(List.of(), List.of(other));

        assertThat(asked.within(ofKey).permits(model)).isEqualTo(asked.permits(model) && ofKey.permits(model));
        assertThat(asked.within(ModelFilter.ALL)).isEqualTo(asked);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings()
                .withChars('a', 'b', 'c', '*')
                .ofMinLength(1)
                .ofMaxLength(6);
    }
}
