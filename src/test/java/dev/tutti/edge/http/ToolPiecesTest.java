package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ToolPiecesTest {
    private final ToolPieces pieces = new ToolPieces();

    private static JsonNode piece(String id, String name, String arguments) {
        ObjectNode piece = JsonNodeFactory.instance.objectNode().put("index", 0);
        if (!id.isEmpty()) {
            piece.put("id", id);
        }
        piece.putObject("function").put("name", name).put("arguments", arguments);
        return piece;
    }

    @Test
    void callsOfOneIndexAreToldApartByTheirIds() {
        assertThat(pieces.add(piece("a", "first", "{"))).isZero();
        assertThat(pieces.add(piece("", "", "}"))).isZero();
        assertThat(pieces.add(piece("b", "second", "[]"))).isEqualTo(1);

        assertThat(pieces.arguments(0)).isEqualTo("{}");
        assertThat(pieces.name(1)).isEqualTo("second");
        assertThat(pieces.arguments(1)).isEqualTo("[]");
        assertThat(pieces.after(Optional.of(0))).containsExactly(1);
    }
}
