package dev.tutti.memory.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;

/** The fields of one line, each read as what it must be; an {@link ImportFault} names the field that is not. */
final class LineFields {
    private final ObjectNode line;

    LineFields(ObjectNode line) {
        this.line = line;
    }

    Optional<String> text(String field) throws ImportFault {
        JsonNode value = line.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw fault(field, "text");
        }
        return Optional.of(value.textValue());
    }

    String neededText(String field) throws ImportFault {
        return text(field).orElseThrow(() -> fault(field, "text"));
    }

    Optional<BigDecimal> number(String field) throws ImportFault {
        JsonNode value = line.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            throw fault(field, "a number");
        }
        return Optional.of(value.decimalValue());
    }

    long neededCount(String field) throws ImportFault {
        JsonNode value = line.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw fault(field, "a whole number, 0 or more");
        }
        return value.longValue();
    }

    boolean flag(String field) throws ImportFault {
        JsonNode value = line.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw fault(field, "true or false");
        }
        return value.booleanValue();
    }

    JsonNode node(String field) {
        return line.path(field);
    }

    /** Makes something of a field whose constructor says what is allowed. */
    <T> T make(String field, Making<T> making) throws ImportFault {
        try {
            return making.make();
        } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
            throw new ImportFault(field, shown(field), String.valueOf(e.getMessage()));
        }
    }

    ImportFault fault(String field, String allowed) {
        return new ImportFault(field, shown(field), "this must be " + allowed);
    }

    private String shown(String field) {
        JsonNode value = line.path(field);
        return value.isMissingNode() ? "(missing)" : value.toString();
    }

    /** What may be refused by what it makes. */
    @FunctionalInterface
    interface Making<T> {
        T make() throws ImportFault;
    }
}
