package dev.tutti.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.tenancy.KeyTerms;
import dev.tutti.memory.tenancy.TermsReader;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class GivenTermsTest {
    @Test
    void aKeyHasACacheWhereItIsMadeWithOne() {
        assertThat(read("--cache").defaults().cache()).contains(true);
        assertThat(read("--cache", "--task", "reviews").defaults().task()).contains("reviews");
    }

    @Test
    void aKeyOfWhichNothingIsSaidHasNothingInParticular() {
        assertThat(read()).isEqualTo(KeyTerms.NONE);
    }

    private static KeyTerms read(String... given) {
        return TermsReader.read("--", CommandLine.populateCommand(new GivenTerms(), given));
    }
}
