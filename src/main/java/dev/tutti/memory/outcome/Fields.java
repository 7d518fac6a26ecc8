package dev.tutti.memory.outcome;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.words.chat.Usd;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Fields of the kinds that rows have, as databind writes them; what is absent is null, but of {@link #any}. */
final class Fields {
    private static final SerializableString DIGEST = new SerializedString("digest");
    private static final SerializableString SIMILARITY = new SerializedString("similarity");
    private static final SerializableString FLAW = new SerializedString("flaw");
    private static final SerializableString CHARACTERS = new SerializedString("characters");
    private static final SerializableString BRIEF = new SerializedString("brief");

    private Fields() {}

    static void text(SerializableString name, String value, JsonGenerator to) throws IOException {
        to.writeFieldName(name);
        to.writeString(value);
    }

    static void text(SerializableString name, Optional<String> value, JsonGenerator to) throws IOException {
        if (value.isPresent()) {
            text(name, value.get(), to);
        } else {
            nothing(name, to);
        }
    }

    static void flag(SerializableString name, boolean value, JsonGenerator to) throws IOException {
        to.writeFieldName(name);
        to.writeBoolean(value);
    }

    static void whole(SerializableString name, long value, JsonGenerator to) throws IOException {
        to.writeFieldName(name);
        to.writeNumber(value);
    }

    static void number(SerializableString name, double value, JsonGenerator to) throws IOException {
        to.writeFieldName(name);
        Decimals.write(value, to);
    }

    /** Exact. */
    static void usd(SerializableString name, Usd amount, JsonGenerator to) throws IOException {
        to.writeFieldName(name);
        Decimals.write(amount, to);
    }

    /** Exact. */
    static void millis(SerializableString name, Duration time, JsonGenerator to) throws IOException {
        to.writeFieldName(name);
        Decimals.write(time, to);
    }

    static void millis(SerializableString name, Optional<Duration> time, JsonGenerator to) throws IOException {
        if (time.isPresent()) {
            millis(name, time.get(), to);
        } else {
            nothing(name, to);
        }
    }

    static void sketch(SerializableString name, Optional<AnswerSketch> sketch, JsonGenerator to) throws IOException {
        if (sketch.isPresent()) {
            startObject(name, to);
            write(sketch.get(), to);
            to.writeEndObject();
        } else {
            nothing(name, to);
        }
    }

    private static void write(AnswerSketch sketch, JsonGenerator to) throws IOException {
        text(DIGEST, Long.toHexString(sketch.digest()), to);
        text(SIMILARITY, Long.toHexString(sketch.similarity()), to);
        flag(BRIEF, sketch.brief(), to);
        whole(CHARACTERS, sketch.characters(), to);
        text(FLAW, sketch.flaw().wireName(), to);
    }

    /** By databind, for what few rows have; nothing at all of what is absent. */
    static void any(String name, Optional<?> value, JsonGenerator to, SerializerProvider context) throws IOException {
        if (value.isPresent()) {
            context.defaultSerializeField(name, value.get(), to);
        }
    }

    static void startObject(SerializableString name, JsonGenerator to) throws IOException {
        to.writeFieldName(name);
        to.writeStartObject();
    }

    static void startArray(SerializableString name, JsonGenerator to) throws IOException {
        to.writeFieldName(name);
        to.writeStartArray();
    }

    private static void nothing(SerializableString name, JsonGenerator to) throws IOException {
        to.writeFieldName(name);
        to.writeNull();
    }
}
