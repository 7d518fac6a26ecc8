package dev.tutti.serving.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.words.setting.ConfigurationProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PromptFilesTest {
    private static final String SOUND = "Law. {{code}} {{proposals}}";

    @TempDir
    Path folder;

    private record Settings(Optional<Path> folder, Map<String, String> tasks)
            implements ExecutionSettings.PromptSettings {}

    private Prompts read(Map<String, String> tasks) {
        return PromptFiles.of(new Settings(Optional.of(folder), tasks));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private static String text(Prompts prompts, String tag) {
        return prompts.of(PromptMode.SYNTHESISE, Optional.of(tag)).text();
    }

    @Test
    void aFolderAddsVariantsAndReplacesTheProgramsOwn() throws IOException {
        write("synthesise-legal.txt", SOUND);
        write("synthesise.txt", "Mine. {{code}} {{proposals}}");
        write("..data", "a link of the mount");

        Prompts prompts = read(Map.of("Contracts", "legal"));

        assertThat(text(prompts, "legal")).isEqualTo(SOUND);
        assertThat(text(prompts, "contracts-eu")).isEqualTo(SOUND);
        assertThat(text(prompts, "whatever")).startsWith("Mine.");
        assertThat(text(prompts, "code")).contains("program code");
        assertThat(prompts.of(PromptMode.SELECT, Optional.of("legal")))
                .isEqualTo(prompts.of(PromptMode.SELECT, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "CODE", "code-review", "code/java", "code review"})
    void aTagBelongsToTheVariantThatItIsOrBeginsWith(String tag) {
        assertThat(text(PromptFiles.builtIn(), tag)).contains("program code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"codex", "decode", "2code", "de-code"})
    void aTagThatOnlyResemblesAVariantIsNone(String tag) {
        assertThat(text(PromptFiles.builtIn(), tag)).doesNotContain("program code");
    }

    @Test
    void theLongestNameThatATagBeginsWithDecides() {
        Prompts prompts = read(Map.of("code-comments", "writing", "code-comments-math", "math"));

        assertThat(text(prompts, "code-comments-long")).contains("written piece");
        assertThat(text(prompts, "code-comments-math")).contains("calculation");
        assertThat(text(prompts, "code-other")).contains("program code");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "merge.txt | x | file 'merge.txt' is none of a prompt; allowed are synthesise.txt, synthesise-TASK.txt",
                "synthesise-Law.txt | x | file 'synthesise-Law.txt' is none of a prompt",
                "select.txt | {{code}} {{proposals}} | file 'select.txt': the text lacks {{count}}; needed are [code, count, proposals]",
                "synthesise.txt | {{code}} {{proposals}} {{models}} | holds {{models}}, which is no place to fill; allowed are [code, count, proposals, words]",
                "repair.txt | ' ' | a prompt has 1 to 20000 characters",
            })
    void aWrongFileStopsTheStartAndIsNamed(String file, String text, String complaint) throws IOException {
        write(file, text);

        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("tutti.execution.prompts.folder")
                .hasMessageContaining(complaint);
    }

    @Test
    void textThatIsNotUtf8AndAFolderThatIsNoneAreNamedToo() throws IOException {
        assertThatThrownBy(() -> PromptFiles.of(new Settings(Optional.of(folder.resolve("none")), Map.of())))
                .hasMessageContaining("tutti.execution.prompts.folder=" + folder.resolve("none")
                        + ": a folder of prompts that can be read");

        Files.write(folder.resolve("select.txt"), "\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> read(Map.of())).hasMessageContaining("is not readable as text in UTF-8");
    }

    @Test
    void aTaskIsMappedToAVariantThatThereIs() {
        assertThatThrownBy(() -> read(Map.of("contracts", "legal")))
                .hasMessage("tutti.execution.prompts.tasks.contracts: allowed are code, default, "
                        + "extraction, math, writing, was 'legal'");
    }

    @Test
    void moreTextForTheSystemMessageExtendsTheOneThatIsThere() {
        ArrayNode text = JsonNodeFactory.instance.arrayNode();
        text.addObject().put("role", "developer").put("content", "Be kind.");
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        parts.addObject().put("role", "system").putArray("content");

        SystemText.add(text, "more");
        SystemText.add(parts, "more");

        assertThat(text).hasSize(1);
        assertThat(text.at("/0/content").asText()).isEqualTo("Be kind.\n\nmore");
        assertThat(parts.at("/0/content/0/text").asText()).isEqualTo("more");
    }
}
