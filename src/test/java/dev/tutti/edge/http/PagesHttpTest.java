package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.edge.http.Asked.Answered;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages for people: whole without a key, and with nothing from anywhere else. */
@QuarkusTest
@TestProfile(DescribedProfile.class)
class PagesHttpTest {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    @TestHTTPResource("/")
    URI service;

    @TestHTTPResource(value = "/", management = true)
    URI operations;

    @Test
    void everyFileOfAPageIsHereAndItsPolicyLetsNothingElseIn() throws IOException {
        for (String path : List.of("/", "/swagger-ui", "/swagger-ui/")) {
            Answered page = get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.headers().get("content-security-policy"))
                    .contains(
                            "default-src 'none'", "script-src 'self';", "connect-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("http:", "https:", "*");
            Matcher links = LINK.matcher(page.body());
            while (links.find()) {
                String link = links.group(1);
                if (!link.equals("data:,") && !link.startsWith("#")) {
                    Answered file = get(URI.create(path).resolve(link).getPath());
                    assertThat(file.status()).as("%s of %s", link, path).isEqualTo(200);
                    assertThat(file.headers().get("x-content-type-options")).isEqualTo("nosniff");
                }
            }
        }
    }

    @Test
    void swaggerUiShowsThisDescriptionAlone() throws IOException {
        assertThat(get("/swagger-ui/start.js").body())
                .contains("url: '/openapi.json'", "queryConfigEnabled: false", "validatorUrl: null");
        assertThat(get("/swagger-ui/swagger-ui-bundle.js").body()).contains("SwaggerUIBundle");
        assertThat(get("/openapi.json").status()).isEqualTo(200);
    }

    /** What it sent would reach a port that serves no requests. */
    @Test
    void theDescriptionsPageOnThePortOfOperationsOffersNothingToTryOut() throws IOException {
        for (String path : List.of("/q/swagger-ui", "/q/swagger-ui/", "/q/swagger-ui/index.html")) {
            Answered page = operated(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.headers().get("content-security-policy")).contains("default-src 'none'");
            Matcher links = LINK.matcher(page.body());
            while (links.find()) {
                if (links.group(1).startsWith("/")) {
                    assertThat(links.group(1)).startsWith("/q/swagger-ui/");
                    assertThat(operated(links.group(1)).status())
                            .as(links.group(1))
                            .isEqualTo(200);
                }
            }
        }
        assertThat(operated("/q/swagger-ui/start.js").body())
                .contains("url: '/q/openapi?format=json'", "supportedSubmitMethods: []", "queryConfigEnabled: false");
    }

    @Test
    void theDescriptionOnThePortOfOperationsStandsWhereQuarkusHasIt() throws IOException {
        String json = operated("/q/openapi?format=json").body();
        String yaml = operated("/q/openapi").body();

        for (Map.Entry<String, String> at : Map.of(
                        "/q/openapi", "application/yaml",
                        "/q/openapi.yaml", "application/yaml",
                        "/q/openapi.yml", "application/yaml",
                        "/q/openapi.json", "application/json")
                .entrySet()) {
            Answered answer = operated(at.getKey());
            assertThat(answer.status()).as(at.getKey()).isEqualTo(200);
            assertThat(answer.type()).as(at.getKey()).isEqualTo(at.getValue());
            assertThat(answer.body()).as(at.getKey()).isEqualTo(at.getValue().endsWith("json") ? json : yaml);
        }
        assertThat(json).startsWith("{\"openapi\":\"3.1");
        assertThat(yaml).contains("\nopenapi: 3.1");
    }

    @Test
    void headOnThePortOfOperationsIsAnsweredAsGetWithoutItsBody() throws IOException {
        for (String path : List.of(
                "/q/openapi",
                "/q/openapi?format=json",
                "/q/openapi.json",
                "/q/openapi.yaml",
                "/q/openapi.yml",
                "/q/swagger-ui",
                "/q/swagger-ui/index.html",
                "/q/swagger-ui/start.js")) {
            Answered head = new Asked("HEAD", path, Map.of(), "").of(operations);

            assertThat(head.status()).as(path).isEqualTo(200);
            assertThat(head.headers()).as(path).isEqualTo(operated(path).headers());
            assertThat(head.body()).as(path).isEmpty();
        }
    }

    private Answered operated(String path) throws IOException {
        return new Asked("GET", path, Map.of(), "").of(operations);
    }

    /** Without a key. */
    private Answered get(String path) throws IOException {
        return new Asked("GET", path, Map.of("authorization", ""), "").of(service);
    }
}
