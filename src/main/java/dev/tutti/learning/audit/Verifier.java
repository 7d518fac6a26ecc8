package dev.tutti.learning.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tutti.sense.evidence.AnswerForm;
import java.util.ArrayList;
import java.util.List;

/** Code that says whether an answer is good: it meets all that the configuration demands of answers to its task. */
record Verifier(List<Check> checks) {
    private static final YAMLMapper YAML = new YAMLMapper();

    Verifier {
        checks = List.copyOf(checks);
        if (checks.isEmpty()) {
            throw new IllegalArgumentException("a verifier demands something: set regex, schema or both");
        }
    }

    /** One demand. Takes time linear in the text, or a bounded amount of work. */
    sealed interface Check {
        boolean met(String text);
    }

    record Matches(Pattern pattern) implements Check {
        @Override
        public boolean met(String text) {
            return pattern.matcher(text).find();
        }
    }

    record Fits(AnswerForm form) implements Check {
        @Override
        public boolean met(String text) {
            return form.faults(text).isEmpty();
        }
    }

    /** {@link IllegalArgumentException} that says what is wrong and what is allowed. */
    static Verifier of(VerifierSettings.Demanded demanded) {
        List<Check> checks = new ArrayList<>();
        demanded.regex().map(Verifier::pattern).ifPresent(checks::add);
        demanded.schema().map(Verifier::form).ifPresent(checks::add);
        return new Verifier(checks);
    }

    private static Check pattern(String regex) {
        try {
            return new Matches(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("regex is a regular expression of RE2: " + e.getMessage(), e);
        }
    }

    private static Check form(String schema) {
        try {
            JsonNode tree = YAML.readTree(schema);
            ObjectNode format = JsonNodeFactory.instance.objectNode().put("type", "json_schema");
            format.putObject("json_schema").set("schema", tree);
            if (tree.isObject()) {
                return new Fits(AnswerForm.of(format));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("schema is JSON or YAML: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("schema is an object, such as {type: object, required: [total]}");
    }

    boolean accepts(String text) {
        return checks.stream().allMatch(check -> check.met(text));
    }

    /** 1 or 0. */
    double score(String text) {
        return accepts(text) ? 1 : 0;
    }
}
