package dev.tutti.memory.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.words.chat.RequestId;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows and labels as JSON, on disk, in exports and in answers: one object a row, its labels in {@code labels}. The form
 * is additive: fields are added, never renamed; unknown ones are ignored, and those that older rows lack are filled in.
 */
public final class OutcomeJson {
    private static final String LABELS = "labels";
    private static final JsonMapper MAPPER = RowMapper.create();
    private static final JsonMapper BYTES = RowMapper.ofRows();

    private OutcomeJson() {}

    public static ObjectNode toJson(OutcomeRow row) {
        return MAPPER.valueToTree(row);
    }

    /** The same in UTF-8, without a tree in between: this is on the path of each request. */
    public static byte[] toBytes(OutcomeRow row) {
        return bytes(row);
    }

    /** A row's receipt alone, as it stands in the row. */
    public static byte[] toBytes(Receipt receipt) {
        return bytes(receipt);
    }

    private static byte[] bytes(Record value) {
        try {
            return BYTES.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a " + value.getClass().getSimpleName() + " has no form in JSON", e);
        }
    }

    public static ObjectNode toJson(LabelledRow labelled) {
        ObjectNode json = toJson(labelled.row());
        ArrayNode labels = json.putArray(LABELS);
        for (Label label : labelled.labels()) {
            labels.add(toJson(label));
        }
        return json;
    }

    public static ObjectNode toJson(Label label) {
        ObjectNode json = MAPPER.valueToTree(label);
        json.remove("request");
        return json;
    }

    public static ObjectNode toJson(EmbeddingRow row) {
        return MAPPER.valueToTree(row);
    }

    /** {@link JsonProcessingException} with the path of the field that is missing or wrong. */
    public static EmbeddingRow embeddingOf(ObjectNode json) throws JsonProcessingException {
        return MAPPER.treeToValue(json, EmbeddingRow.class);
    }

    /** One line of an NDJSON export, without the line end. */
    public static String toLine(LabelledRow labelled) {
        return toJson(labelled).toString();
    }

    /** {@link JsonProcessingException} with the path of the field that is missing or wrong. */
    public static OutcomeRow rowOf(ObjectNode json) throws JsonProcessingException {
        return MAPPER.treeToValue(withDefaults(json), OutcomeRow.class);
    }

    /** {@link JsonProcessingException} with the path of the field that is missing or wrong. */
    public static LabelledRow labelledOf(ObjectNode json) throws JsonProcessingException {
        OutcomeRow row = rowOf(json);
        List<Label> labels = new ArrayList<>();
        for (JsonNode label : json.path(LABELS)) {
            labels.add(labelOf(row.id(), label, labels.size()));
        }
        return new LabelledRow(row, labels);
    }

    private static Label labelOf(RequestId id, JsonNode json, int index) throws JsonProcessingException {
        ObjectNode label = json.isObject() ? ((ObjectNode) json).deepCopy() : MAPPER.createObjectNode();
        putIfAbsent(label, "randomly_sampled", MAPPER.getNodeFactory().booleanNode(false));
        label.put("request", id.value());
        try {
            return MAPPER.treeToValue(label, Label.class);
        } catch (JsonMappingException e) {
            e.prependPath(json, index);
            e.prependPath(json, LABELS);
            throw e;
        }
    }

    /** Parses a line; strict about duplicate keys and about what follows the object. */
    static JsonNode parse(String line) throws JsonProcessingException {
        return MAPPER.readTree(line);
    }

    private static ObjectNode withDefaults(ObjectNode json) {
        ObjectNode row = MAPPER.createObjectNode();
        row.setAll(json);
        row.remove(LABELS);
        putIfAbsent(row, "key", row.textNode("anonymous"));
        putIfAbsent(row, "explored", row.booleanNode(false));
        putIfAbsent(row, "calls", row.arrayNode());
        putIfAbsent(row, "influence", row.arrayNode());
        putIfAbsent(row, "grades", row.arrayNode());
        putIfAbsent(row, "catalogue_version", row.textNode("unknown"));
        return row;
    }

    private static void putIfAbsent(ObjectNode to, String field, JsonNode value) {
        if (!to.hasNonNull(field)) {
            to.set(field, value);
        }
    }
}
