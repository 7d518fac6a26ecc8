package dev.tutti.edge.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.evidence.AnswerSketcher;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.feature.PromptDigest;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.words.chat.ChatRequest;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What no router that learns can leave out: the body is parsed and written anew by plain Jackson, the prompt's features,
 * tokens and digest are taken as Tutti takes them, the answer is parsed, sketched and written with a receipt.
 */
final class Reading {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FeatureExtractor extractor = new FeatureExtractor();

    /** {@code body} goes to the upstream, {@code receipt} into the answer. */
    record Question(Buffer body, ObjectNode receipt) {}

    Question question(Buffer body) {
        ObjectNode asked = object(body);
        ChatRequest prompt = ChatRequest.asking(asked.at("/messages/0/content").asText());
        Features features = extractor.extract(prompt, Optional.empty());
        ObjectNode receipt = JSON.createObjectNode()
                .put("features", features.dense().length + features.hashed().length)
                .put("tokens", TokenEstimate.of(prompt))
                .put("digest", PromptDigest.of(prompt));
        return new Question(bytes(asked), receipt);
    }

    Buffer answer(Buffer bytes, ObjectNode receipt) {
        ObjectNode answer = object(bytes);
        String text = answer.at("/choices/0/message/content").asText();
        receipt.put("sound", AnswerSketcher.sketch(text, "stop", false).flaw().name());
        return bytes(answer.set("routing", receipt));
    }

    private static ObjectNode object(Buffer bytes) {
        try {
            return (ObjectNode) JSON.readTree(bytes.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Buffer bytes(ObjectNode object) {
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(object));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
