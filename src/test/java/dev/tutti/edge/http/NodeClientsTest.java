package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract as JavaScript's clients see it: each script of {@code src/test/node} is one client's tests. */
@QuarkusTest
@TestProfile(ScriptedProfile.class)
class NodeClientsTest {
    @TestHTTPResource("/")
    URI service;

    @BeforeAll
    static void install() throws Exception {
        NodeScripts.install();
    }

    @BeforeEach
    void asAsked() {
        ScriptedServing.reset();
        ScriptedServing.SCRIPT.set(ClientRuns::run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai.mjs", "anthropic.mjs", "vercel-ai.mjs"})
    void theClientFindsWhatItExpects(String script) throws Exception {
        Program tests = NodeScripts.run(script, service);

        assertThat(tests.status()).as(tests.output()).isZero();
        assertThat(tests.output()).containsPattern("pass [1-9]");
    }
}
