package dev.tutti.sense.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

final class FeatureExtractorPropertyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final FeatureExtractor extractor = new FeatureExtractor();

    @Property
    void whateverIsWrittenHasFeaturesOfTheSchemaAndTheSameAgain(@ForAll @StringLength(max = 400) String text) {
        Features features = features(text);

        assertThat(features.schema()).isEqualTo(FeatureExtractor.SCHEMA.version());
        assertThat(features.dense()).hasSize(FeatureExtractor.SCHEMA.dense().size());
        assertThat(features.hashed()).hasSizeLessThanOrEqualTo(256);
        assertThat(Arrays.stream(features.hashed())).allMatch(b -> b >= 0 && b < FeatureExtractor.SCHEMA.buckets());
        assertThat(features(text)).isEqualTo(features);
    }

    @Property
    void theJsonFormIsExactAndSmall(@ForAll @StringLength(max = 4_000) String text) throws JsonProcessingException {
        Features features = features(text);

        String json = JSON.writeValueAsString(features);

        assertThat(JSON.readValue(json, Features.class)).isEqualTo(features);
        assertThat(json.length()).isLessThanOrEqualTo(900);
    }

    @Property
    void packedBucketsComeOutAsTheyWentIn(@ForAll @Size(max = 300) Set<@IntRange(min = 0) Integer> some) {
        int[] buckets = new TreeSet<>(some).stream().mapToInt(Integer::intValue).toArray();

        assertThat(PackedBuckets.ofText(PackedBuckets.of(buckets).toText()).toArray())
                .isEqualTo(buckets);
    }

    @Property
    void numbersComeOutAsTheyWentInWhetherTheyAreTenThousandthsOrNot(
            @ForAll @Size(max = 30) List<@DoubleRange(min = -1e9, max = 1e9) Double> some) {
        double[] any = some.stream().mapToDouble(Double::doubleValue).toArray();
        double[] rounded = Arrays.stream(any)
                .map(x -> Math.round(x % 1000 * 10_000) / 10_000.0)
                .toArray();

        assertThat(new Features(1, "", any, new int[0]).dense()).isEqualTo(any);
        assertThat(new Features(1, "", rounded, new int[0]).dense()).isEqualTo(rounded);
        assertThat(new Features(1, "", rounded, new int[0]))
                .isEqualTo(new Features(1, "", rounded.clone(), new int[0]));
    }

    @Example
    void bucketsThatDoNotAscendAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Features(1, "", new double[0], new int[] {3, 3}));
        assertThatIllegalArgumentException().isThrownBy(() -> new Features(1, "", new double[0], new int[] {-1}));
    }

    @Example
    void aPromptWithinALongerOneKeepsMostOfItsBucketsIfBothAreShort() {
        Set<Integer> question = buckets("How many apples are left in the basket?");
        Set<Integer> longer = buckets("How many apples are left in the basket? Say only the number.");

        question.removeAll(longer);
        assertThat(question).hasSizeLessThan(20);
    }

    @Example
    void choicesCodeMathAndDigitsAreCounted() {
        Features features = features("What is $\\frac{1}{2}$ + 3?\nA) 3.5\n(B) 4\nC. 5\n- item\n```x = {1};```");

        assertThat(named(features, "log_choices")).isEqualTo(Math.round(Math.log1p(3) * 10_000) / 10_000.0);
        assertThat(named(features, "log_questions")).isEqualTo(Math.round(Math.log1p(1) * 10_000) / 10_000.0);
        assertThat(named(features, "log_fences")).isEqualTo(Math.round(Math.log1p(2) * 10_000) / 10_000.0);
        assertThat(named(features, "log_items")).isPositive();
        assertThat(named(features, "log_latex")).isPositive();
        assertThat(named(features, "digit_share")).isPositive();
    }

    /** Trained routers know the number: what the estimate for money has learned since is none of theirs. */
    @Example
    void theTokensOfSchema1StayAsTheyWere() {
        assertThat(named(features("Which letters are of the Kerzenst\u00e4nder, and 42?"), "log_tokens"))
                .isEqualTo(Math.round(Math.log1p(16) * 10_000) / 10_000.0);
        assertThat(named(features(" ".repeat(70_000) + "\u4eba".repeat(9)), "log_tokens"))
                .isEqualTo(Math.round(Math.log1p(4) * 10_000) / 10_000.0);
        ObjectNode wire = JSON.createObjectNode().put("role", "user").put("name", "not counted");
        wire.putArray("content").addObject().put("type", "image_url");
        assertThat(named(
                        extractor.extract(
                                Requests.of(OptionalLong.empty(), 1, Set.of(), new Message(Role.USER, "", wire)),
                                Optional.empty()),
                        "log_tokens"))
                .isEqualTo(Math.round(Math.log1p(804) * 10_000) / 10_000.0);
    }

    @Example
    void scriptsAreToldApart() {
        assertThat(named(features("\u6771\u4eac"), "cjk_share")).isEqualTo(1);
        assertThat(named(features("\u00e9t\u00e9"), "non_ascii_share")).isEqualTo(0.6667);
        assertThat(named(features("summer"), "non_ascii_share")).isZero();
    }

    @Example
    void ofATextThatIsTooLongTheBeginningAndTheEndAreRead() {
        String half = "a b ".repeat(FeatureExtractor.MOST_CHARACTERS / 8);

        assertThat(features(half + "unread" + half).hashed())
                .isEqualTo(features(half + "nothing" + half).hashed());
        assertThat(named(features(half + "in between?" + half), "log_questions"))
                .isZero();
        assertThat(named(features("? b " + half + half + "a b?"), "log_questions"))
                .isEqualTo(Math.round(Math.log1p(2) * 10_000) / 10_000.0);
    }

    @Example
    void howLongATextIsIsToldOfAllOfIt() {
        String once = "a b ".repeat(FeatureExtractor.MOST_CHARACTERS / 4);

        assertThat(named(features(once + once), "log_characters"))
                .isEqualTo(Math.round(Math.log1p(2 * FeatureExtractor.MOST_CHARACTERS) * 10_000) / 10_000.0);
    }

    @Example
    void theLatestMessagesAreReadFirst() {
        Features features = extractor.extract(
                Requests.of(
                        OptionalLong.empty(),
                        1,
                        Set.of(),
                        Requests.message(Role.SYSTEM, "old ".repeat(20_000)),
                        Requests.message(Role.USER, "zebra?")),
                Optional.of("trivia"));

        assertThat(named(features, "log_questions")).isPositive();
        assertThat(features.task()).isEqualTo("trivia");
    }

    private Features features(String text) {
        return extractor.extract(Requests.asking(text), Optional.empty());
    }

    private Set<Integer> buckets(String text) {
        Set<Integer> buckets = new TreeSet<>();
        for (int bucket : features(text).hashed()) {
            buckets.add(bucket);
        }
        return buckets;
    }

    private static double named(Features features, String name) {
        return features.dense()[FeatureExtractor.SCHEMA.dense().indexOf(name)];
    }
}
