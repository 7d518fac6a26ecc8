package dev.tutti.memory.outcome;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a line cannot be taken: field, value, what is allowed. Never shows more than the start of a value. */
final class ImportFault extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MOST_SHOWN = 60;

    private final String field;
    private final String value;

    ImportFault(String field, String value, String reason) {
        super(reason);
        this.field = field;
        this.value = shortened(value);
    }

    /** Of a line that is no JSON. */
    static ImportFault ofSyntax(JsonProcessingException e) {
        String field = e.getProcessor() instanceof JsonParser parser ? path(parser) : "";
        return new ImportFault(field, "", "this is no JSON: " + firstLine(e.getOriginalMessage()));
    }

    /** Of JSON that is no row. */
    static ImportFault ofMapping(JsonNode line, JsonProcessingException e) {
        String pointer = e instanceof JsonMappingException mapping ? pointer(mapping) : "";
        String field = pointer.replaceFirst("^/", "").replace('/', '.');
        return new ImportFault(field, pointer.isEmpty() ? "" : shown(line.at(pointer)), reason(e));
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "(missing)" : value.toString();
    }

    private static String reason(JsonProcessingException e) {
        if (e.getCause() instanceof IllegalArgumentException refused && refused.getMessage() != null) {
            return refused.getMessage();
        }
        if (e instanceof InvalidTypeIdException) {
            return "unknown kind: "
                    + firstLine(e.getOriginalMessage()).replaceFirst(".*known type ids = ", "allowed are ");
        }
        if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
            return "allowed are "
                    + Arrays.stream(format.getTargetType().getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(java.util.Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return firstLine(e.getOriginalMessage()).replaceFirst("; `DeserializationFeature.*| \\(set Deser.*", "");
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(at -> "/" + (at.getFieldName() == null ? Integer.toString(at.getIndex()) : at.getFieldName()))
                .collect(Collectors.joining());
    }

    private static String path(JsonParser parser) {
        return parser.getParsingContext()
                .pathAsPointer()
                .toString()
                .replaceFirst("^/", "")
                .replace('/', '.');
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    private static String shortened(String value) {
        return value.length() <= MOST_SHOWN ? value : value.substring(0, MOST_SHOWN) + "...";
    }

    ImportLine.Rejected at(long line) {
        return new ImportLine.Rejected(line, field, value, String.valueOf(getMessage()));
    }
}
