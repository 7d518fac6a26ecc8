package dev.tutti.memory.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.chat.KeyId;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

/** Whatever an identity provider calls its holders, each has one name here, which is nobody else's. */
final class HolderNamePropertyTest {
    @Property
    void aNameIsPlainAndNoKeysName(@ForAll @StringLength(min = 1, max = 80) String holder) {
        Optional<KeyId> name = HolderName.of(holder);

        assertThat(name.map(KeyId::value).orElse("oidc:x")).matches("oidc:[A-Za-z0-9._~@|:/+=%-]{1,255}");
        assertThat(name.map(KeyId::value).filter(StoredKey::isName)).isEmpty();
    }

    @Property
    void noTwoHoldersHaveOneName(
            @ForAll @StringLength(min = 1, max = 3) String one, @ForAll @StringLength(min = 1, max = 3) String other) {
        Optional<KeyId> name = HolderName.of(one);

        assertThat(name.isPresent() && name.equals(HolderName.of(other)))
                .isEqualTo(name.isPresent() && one.equals(other));
    }

    @Example
    void namesThatOnlyLookAlikeAreDistinct() {
        assertThat(HolderName.of("a%20b")).isNotEqualTo(HolderName.of("a b"));
        assertThat(HolderName.of("a")).isNotEqualTo(HolderName.of("A"));
        assertThat(HolderName.of("é")).isNotEqualTo(HolderName.of("e\u0301"));
        assertThat(HolderName.of("a?")).isNotEqualTo(HolderName.of("a\ud800"));
        assertThat(HolderName.of("a\ud800")).isEmpty();
    }
}
