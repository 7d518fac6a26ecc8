package dev.tutti.memory.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PromptHashTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void whiteSpaceDoesNotTellPromptsApart() {
        assertThat(hash(Role.USER, " a\n\n b\t"))
                .isEqualTo(hash(Role.USER, "a b"))
                .hasSize(32);
    }

    @Test
    void wordsRolesAndTheirOrderTellPromptsApart() {
        assertThat(List.of(
                        hash(Role.USER, "a b"),
                        hash(Role.USER, "ab"),
                        hash(Role.SYSTEM, "a b"),
                        PromptHash.of(List.of(text(Role.USER, "a"), text(Role.USER, "b"))),
                        PromptHash.of(List.of(text(Role.USER, "b"), text(Role.USER, "a")))))
                .doesNotHaveDuplicates();
    }

    @Test
    void imagesTellPromptsApart() {
        assertThat(PromptHash.of(List.of(image("data:one"))))
                .isNotEqualTo(PromptHash.of(List.of(image("data:two"))))
                .isNotEqualTo(hash(Role.USER, "what is this?"));
    }

    @Test
    void theHashOfAPromptIsTheSameForEver() {
        assertThat(hash(Role.USER, "What is 6 times 7?")).isEqualTo("46c5419aef63b26cb243bf2d35a0b3ee");
    }

    private static String hash(Role role, String text) {
        return PromptHash.of(List.of(text(role, text)));
    }

    private static Message text(Role role, String text) {
        return new Message(
                role, text, JSON.createObjectNode().put("role", role.wireName()).put("content", text));
    }

    private static Message image(String url) {
        ObjectNode wire = JSON.createObjectNode().put("role", "user");
        wire.putArray("content").addObject().put("type", "image_url").put("image_url", url);
        return new Message(Role.USER, "what is this?", wire);
    }
}
