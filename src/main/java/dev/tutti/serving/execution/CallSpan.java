package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.serving.provider.CallEnding;
import dev.tutti.serving.provider.GenAi;
import dev.tutti.serving.provider.ModelCall;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Usage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The span of one call on its way. */
record CallSpan(Span span) {
    private static final AttributeKey<List<String>> FINISH_REASONS = AttributeKey.stringArrayKey(GenAi.FINISH_REASONS);

    /** What a provider calls itself and its answers; anything longer or with other signs might be an answer. */
    private static final Pattern NAME = Pattern.compile("[\\w.:/@+-]{1,128}");

    private static final double NANOS = 1e9;

    /** The same call, telling of its span to those who may know. */
    ModelCall known(ModelCall call) {
        if (!span.getSpanContext().isValid()) {
            return call;
        }
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), headers, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.put(name, value);
            }
        });
        return call.tracedBy(headers);
    }

    void end(Ongoing.Settled how) {
        if (span.isRecording()) {
            CallEnding ending = how.ending();
            Charges.used(ending).ifPresent(this::used);
            if (ending instanceof CallEnding.Succeeded succeeded) {
                answered(succeeded);
            }
            settled(how);
        }
        span.end();
    }

    /** Of a call for embeddings, which writes nothing and stops for no reason. */
    void embedded(Ongoing.Settled how) {
        if (span.isRecording()) {
            CallEnding ending = how.ending();
            Charges.used(ending)
                    .ifPresent(usage ->
                            span.setAttribute(GenAi.INPUT_TOKENS, usage.prompt().count()));
            if (ending instanceof CallEnding.Succeeded succeeded) {
                served(succeeded.answer());
            }
            settled(how);
        }
        span.end();
    }

    private void settled(Ongoing.Settled how) {
        span.setAttribute("tutti.status", how.status().wireName())
                .setAttribute("tutti.attempts", how.ending().attempts())
                .setAttribute("tutti.cost_usd", how.cost().toDouble());
        error(how).ifPresent(kind -> span.setAttribute(GenAi.ERROR, kind).setStatus(StatusCode.ERROR));
    }

    private void served(Answer answer) {
        named(answer.servedModel()).ifPresent(model -> span.setAttribute(GenAi.RESPONSE_MODEL, model));
    }

    private void used(Usage usage) {
        span.setAttribute(GenAi.INPUT_TOKENS, usage.prompt().count())
                .setAttribute(GenAi.CACHED_TOKENS, usage.cached().count())
                .setAttribute(GenAi.OUTPUT_TOKENS, usage.completion().count());
    }

    private void answered(CallEnding.Succeeded succeeded) {
        Answer answer = succeeded.answer();
        JsonNode wire = answer.wire().<JsonNode>map(object -> object).orElse(MissingNode.getInstance());
        served(answer);
        named(wire.path("id").asText("")).ifPresent(id -> span.setAttribute(GenAi.RESPONSE_ID, id));
        span.setAttribute(FINISH_REASONS, finishReasons(answer, wire))
                .setAttribute(GenAi.FIRST_CHUNK, succeeded.firstByte().toNanos() / NANOS);
    }

    /** Of the first choice as it was understood, of others as they came. */
    private static List<String> finishReasons(Answer answer, JsonNode wire) {
        Stream<String> others = StreamSupport.stream(wire.path("choices").spliterator(), false)
                .skip(1)
                .map(choice -> choice.path("finish_reason").asText(""));
        return Stream.concat(Stream.of(answer.finishReason()), others)
                .map(reason -> named(reason).orElse("other"))
                .toList();
    }

    private static Optional<String> named(String said) {
        return Optional.of(said).filter(name -> NAME.matcher(name).matches());
    }

    /** A call that nobody wanted any more is no error of anybody. */
    private static Optional<String> error(Ongoing.Settled how) {
        if (how.ending() instanceof CallEnding.Failed failed) {
            return Optional.of(failed.kind().name().toLowerCase(Locale.ROOT));
        }
        return how.status() == CallStatus.TIMEOUT ? Optional.of("timeout") : Optional.empty();
    }
}
