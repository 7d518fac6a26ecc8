package dev.tutti.sense.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.TypeValidator;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import java.util.Set;

/** A keyword of JSON Schema whose building and evaluation are charged to the current {@link Effort}. */
record MeteredKeyword(Keyword keyword) implements Keyword {
    private static final int BUILDING = 10;

    @Override
    public String getValue() {
        return keyword.getValue();
    }

    @Override
    public JsonValidator newValidator(
            SchemaLocation location, JsonNodePath path, JsonNode node, JsonSchema parent, ValidationContext context)
            throws Exception {
        Effort.spend(BUILDING);
        JsonValidator validator = keyword.newValidator(location, path, node, parent, context);
        // The library looks for this one by its class; it evaluates nothing further.
        return validator == null || validator instanceof TypeValidator ? validator : new Metered(validator);
    }

    private record Metered(JsonValidator validator) implements JsonValidator {
        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
            return Effort.deeper(1, () -> validator.validate(context, node, root, location));
        }

        @Override
        public void preloadJsonSchema() {
            Effort.deeper(1, () -> {
                validator.preloadJsonSchema();
                return true;
            });
        }

        @Override
        public SchemaLocation getSchemaLocation() {
            return validator.getSchemaLocation();
        }

        @Override
        public JsonNodePath getEvaluationPath() {
            return validator.getEvaluationPath();
        }

        @Override
        public String getKeyword() {
            return validator.getKeyword();
        }
    }
}
