package dev.tutti.words.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.Role;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiTest {
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private static ChatRequest request(Role role, int choices, ObjectNode body) {
        Message message = new Message(role, "?", NOTHING);
        return new ChatRequest(List.of(message), OptionalLong.empty(), choices, false, false, Set.of(), body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"functions":[{"name":"f"}]} | functions
            {"tools":[{"type":"function"},{"type":"custom"}]} | tools that are no functions
            {"stop":"\\n"} | stop at blanks
            {"stop":["END"," "]} | stop at blanks
            """)
    void whatMessagesHaveNoWordsForIsNamed(String body, String field) throws Exception {
        ChatRequest request = request(Role.USER, 1, (ObjectNode) new ObjectMapper().readTree(body));

        assertThat(Api.ANTHROPIC.lacks(request)).containsExactly(field);
        assertThat(Api.OPENAI.lacks(request)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}
            {"functions":[],"tools":[{"type":"function"}],"stop":["END"]}
            {"stop":null,"tools":null}
            """)
    void whatTheyHaveWordsForIsNot(String body) throws Exception {
        assertThat(Api.ANTHROPIC.lacks(request(Role.USER, 1, (ObjectNode) new ObjectMapper().readTree(body))))
                .isEmpty();
    }

    @Test
    void severalChoicesAndWhatAFunctionSaidAreNamed() {
        assertThat(Api.ANTHROPIC.lacks(request(Role.FUNCTION, 2, NOTHING))).containsExactly("n above 1", "functions");
    }
}
