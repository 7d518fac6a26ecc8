package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tutti.serving.provider.PlayScript;
import dev.tutti.serving.provider.StubUpstream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts of {@code k8s} against what a running service shows. */
@QuarkusTest
@TestProfile(KeyBudgetProfile.class)
@WithTestResource(FaultStub.class)
class MonitoringTest {
    private static final Path FOLDER = Path.of("k8s", "components", "monitoring");
    private static final Path PAGE = Path.of("src", "docs", "metrics.md");

    private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:\\\\.|[^\"\\\\])*)\"");
    /** What Prometheus adds to each sample that it scrapes. */
    private static final Set<String> SCRAPED = Set.of("namespace", "pod");
    /** Of the machine and its garbage collector, of which some show no figures before their first event. */
    private static final Set<String> LATE = Set.of("jvm_gc_pause_seconds_sum");

    private StubUpstream stub;

    @TestHTTPResource(value = "/", management = true)
    URI operations;

    /** Each metric, and the values of each of its labels. */
    private record Shown(Map<String, Map<String, Set<String>>> metrics) {
        boolean has(String metric, String label) {
            return SCRAPED.contains(label) || metrics.get(metric).containsKey(label);
        }
    }

    @Test
    void everyMetricAndLabelThatThePanelsNameIsThere() throws IOException {
        JsonNode dashboard =
                new ObjectMapper().readTree(FOLDER.resolve("dashboard.json").toFile());
        List<String> queries = new ArrayList<>();
        dashboard
                .path("panels")
                .forEach(panel -> panel.path("targets")
                        .forEach(target -> queries.add(target.path("expr").asText())));

        assertThat(queries).hasSizeGreaterThan(40);
        check(queries);
        assertThat(dashboard.path("panels"))
                .filteredOn(panel -> !panel.path("type").asText().equals("row"))
                .allSatisfy(panel -> assertThat(panel.path("description").asText())
                        .as(panel.path("title").asText())
                        .isNotBlank());
        assertThat(dashboard.path("panels"))
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates();
    }

    @Test
    void everyMetricAndLabelThatTheAlertsNameIsThereAndTheirWordsNameLabelsOfTheirOwn() throws IOException {
        JsonNode rules = new YAMLMapper()
                .readTree(FOLDER.resolve("alerts.yaml").toFile())
                .at("/spec/groups/0/rules");
        List<String> queries = new ArrayList<>();
        rules.forEach(rule -> queries.add(rule.path("expr").asText()));

        assertThat(queries).hasSizeGreaterThan(8);
        check(queries);
        Pattern named = Pattern.compile("\\$labels\\.(\\w+)");
        assertThat(rules).allSatisfy(rule -> {
            Set<String> grouped = PromQl.read(rule.path("expr").asText()).grouped();
            assertThat(named.matcher(rule.path("annotations").toString())
                            .results()
                            .map(label -> label.group(1)))
                    .as(rule.path("alert").asText())
                    .allSatisfy(label -> assertThat(grouped).contains(label));
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
        });
    }

    private void check(List<String> queries) throws IOException {
        Shown shown = shown();
        String page = Files.readString(PAGE);
        for (String query : queries) {
            PromQl read = PromQl.read(query.replace("$__rate_interval", "5m"));
            assertThat(read.selectors()).as(query).isNotEmpty();
            read.selectors().keySet().removeAll(LATE);
            read.selectors().forEach((metric, matches) -> {
                assertThat(shown.metrics()).as(query).containsKey(metric);
                for (PromQl.Matches match : matches) {
                    assertThat(shown.has(metric, match.label()))
                            .as("%s has no label %s: %s", metric, match.label(), query)
                            .isTrue();
                    assertThat(values(match))
                            .as("values of %s: %s", match.label(), query)
                            .allMatch(value -> page.contains("`" + value + "`")
                                    || shown.metrics()
                                            .get(metric)
                                            .get(match.label())
                                            .contains(value));
                }
            });
            for (String label : read.grouped()) {
                assertThat(read.selectors().keySet())
                        .as("nothing in it has the label %s: %s", label, query)
                        .matches(metrics -> SCRAPED.contains(label)
                                || metrics.stream().anyMatch(metric -> shown.has(metric, label)));
            }
        }
    }

    private static List<String> values(PromQl.Matches match) {
        return match.value().startsWith("$") ? List.of() : List.of(match.value().split("\\|", -1));
    }

    /** After all has happened that some meters wait for: an answer, a stream, an overspent call, a refusal. */
    private Shown shown() {
        stub.playFor("bad/one", PlayScript.read("excess 900 42"));
        ask("rich", "{'strategy':'mixed-moa','proposers':['good/a','good/b'],'aggregator':'good/agg'}", true);
        ask("rich", "{'strategy':'single','model':'bad/one'}", false);
        ask("spent", "{'strategy':'single','model':'good/a'}", false);
        Map<String, Map<String, Set<String>>> metrics = new TreeMap<>();
        Matcher samples =
                SAMPLE.matcher(given().get(operations.resolve("/q/metrics")).asString());
        while (samples.find()) {
            Map<String, Set<String>> labels = metrics.computeIfAbsent(samples.group(1), _ -> new TreeMap<>());
            LABEL.matcher(samples.group(2) == null ? "" : samples.group(2))
                    .results()
                    .forEach(label -> labels.computeIfAbsent(label.group(1), _ -> new HashSet<>())
                            .add(label.group(2)));
        }
        return new Shown(metrics);
    }

    private static void ask(String key, String plan, boolean streamed) {
        given().header("Authorization", "Bearer " + key)
                .contentType("application/json")
                .body(("{'model':'tutti/auto','max_tokens':10,'stream':" + streamed
                                + ",'messages':[{'role':'user','content':'6 x 7?'}],'routing':{'plan':" + plan + "}}")
                        .replace('\'', '"'))
                .post("/v1/chat/completions")
                .asString();
    }
}
