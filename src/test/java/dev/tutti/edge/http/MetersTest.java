package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The meters of the running program against the page that describes them. */
@QuarkusTest
@TestProfile(PracticeProfile.class)
class MetersTest {

    private static final Path PAGE = Path.of("src", "docs", "metrics.md");
    private static final Pattern ROW =
            Pattern.compile("\\| `((?:tutti|gen_ai)_\\w+)` \\| [^|]+ \\|([^|]*)\\| ([^|]+) \\|", Pattern.MULTILINE);
    private static final Pattern SAMPLE = Pattern.compile(
            "^((?:tutti|gen_ai)_\\w+?)(_count|_sum|_max|_bucket)?(?:\\{(.*)})? [-+.0-9Ee]+$", Pattern.MULTILINE);
    private static final Pattern TAG = Pattern.compile("(\\w+)=\"");
    private static final Pattern HELP = Pattern.compile("^# HELP ((?:tutti|gen_ai)_\\w+) (.*)$", Pattern.MULTILINE);
    /**
     * Shown only once a provider has charged too much or a proposer was late, which the practice models never do, and where
     * a key is paced; two with the first request for embeddings, of which practice has no model, and two with
     * the first token of an identity provider.
     */
    private static final Set<String> SELDOM = Set.of(
            "tutti_overspend_usd_total",
            "tutti_hedges_total",
            "tutti_key_gain_per_usd",
            "tutti_key_saved_usd",
            "tutti_embeddings_total",
            "tutti_embeddings_cost_usd_total",
            "tutti_oidc_tokens_total",
            "tutti_oidc_fetches_total");
    /** Of the buckets of a histogram, whichever meter it is of. */
    private static final String BOUND = "le";

    @TestHTTPResource(value = "/", management = true)
    URI operations;

    record Meter(Set<String> tags, String says) {}

    @Test
    void everyMeterIsOnThePageWithItsTagsAndItsSentenceAndNoneBeside() throws IOException {
        for (String body : new String[] {
            "tutti/mixed-moa\"", "tutti/single\",\"stream\":true", "tutti/auto\",\"routing\":{\"max_cost_usd\":1e-12}"
        }) {
            given().contentType("application/json")
                    .body("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"model\":\"" + body + "}")
                    .post("/v1/chat/completions");
        }

        Map<String, Meter> shown =
                shown(given().get(operations.resolve("/q/metrics")).asString());
        Map<String, Meter> described = described(Files.readString(PAGE));

        assertThat(described).containsKeys(SELDOM.toArray(String[]::new));
        described.keySet().removeAll(SELDOM);
        shown.keySet().removeAll(SELDOM);
        assertThat(shown).isEqualTo(described);
    }

    private static Map<String, Meter> described(String page) {
        Map<String, Meter> meters = new TreeMap<>();
        Matcher rows = ROW.matcher(page);
        while (rows.find()) {
            Set<String> tags = Arrays.stream(rows.group(2).split(",", -1))
                    .map(tag -> tag.replace("`", "").strip())
                    .filter(tag -> !tag.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
            meters.put(rows.group(1), new Meter(tags, rows.group(3)));
        }
        return meters;
    }

    private static Map<String, Meter> shown(String metrics) {
        Map<String, String> sentences = new TreeMap<>();
        HELP.matcher(metrics).results().forEach(help -> sentences.put(help.group(1), help.group(2)));
        Map<String, Meter> meters = new TreeMap<>();
        SAMPLE.matcher(metrics).results().forEach(sample -> {
            String name = sample.group(1);
            String says = sentences.getOrDefault(name, sentences.get(name.replaceFirst("_total$", "")));
            // Of all its lines together: quantiles have a tag that the count beside them has not.
            Set<String> tags = meters.containsKey(name) ? meters.get(name).tags() : new TreeSet<>();
            if (sample.group(3) != null) {
                TAG.matcher(sample.group(3))
                        .results()
                        .map(tag -> tag.group(1))
                        .filter(tag -> !tag.equals(BOUND))
                        .forEach(tags::add);
            }
            meters.put(name, new Meter(tags, String.valueOf(says)));
        });
        return meters;
    }
}
