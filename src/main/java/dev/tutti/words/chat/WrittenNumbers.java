package dev.tutti.words.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * JSON whose numbers are written as they were read: what is only passed on must not be reformatted. {@code 1.0} stays
 * {@code 1.0} and does not become a whole number, which strict readers would refuse; {@code 1e-7} stays so, too.
 */
public final class WrittenNumbers extends JsonFactory {
    private static final long serialVersionUID = 1;

    private WrittenNumbers(JsonFactoryBuilder settings) {
        super(settings);
    }

    /** Of a mapper that reads trees of such numbers, and writes texts as they are; numbers come out of any mapper so. */
    public static JsonMapper.Builder mapper(JsonFactoryBuilder settings) {
        return JsonMapper.builder(new WrittenNumbers(settings))
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                // What lies beyond U+FFFF would be written as escapes, in three times as many bytes.
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }

    @Override
    public JsonParser createParser(byte[] data) throws IOException {
        return new Reading(super.createParser(data));
    }

    @Override
    public JsonParser createParser(InputStream in) throws IOException {
        return new Reading(super.createParser(in));
    }

    @Override
    public JsonParser createParser(String content) throws IOException {
        return new Reading(super.createParser(content));
    }

    private static final class Reading extends JsonParserDelegate {
        Reading(JsonParser parser) {
            super(parser);
        }

        /** As fast as the parser that is asked. */
        @Override
        public @Nullable String nextFieldName() throws IOException {
            return delegate.nextFieldName();
        }

        @Override
        public BigDecimal getDecimalValue() throws IOException {
            return new Written(super.getDecimalValue(), getText());
        }
    }

    /** A number that knows how it was written. */
    private static final class Written extends BigDecimal {
        private static final long serialVersionUID = 1;

        private final String text;

        Written(BigDecimal number, String text) {
            super(number.unscaledValue(), number.scale());
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
