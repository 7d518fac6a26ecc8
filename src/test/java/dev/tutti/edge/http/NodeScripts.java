package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The scripts of {@code src/test/node}, which run in {@code target/node}; without Node nobody can run them. */
final class NodeScripts {
    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final Path FOLDER = Path.of("target", "node");
    /** Where npm keeps what it fetched, so that a second run needs no network and no run needs the user's cache. */
    private static final Path CACHE = Path.of("target", "node-cache");

    private static final int OLDEST = 20;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.");
    private static final Pattern UNREACHED =
            Pattern.compile("\\b(ENOTFOUND|EAI_AGAIN|E[A-Z]+UNREACH|ECONN[A-Z]+|ETIMEDOUT|ERR_SOCKET_TIMEOUT)\\b");

    private NodeScripts() {}

    /** Skips the test where Node or npm is not there, or no registry can be reached. */
    static void install() throws IOException, InterruptedException {
        copy();
        assumeTrue(
                node() >= OLDEST, "node " + OLDEST + " or newer is not on the path: nobody runs JavaScript's clients");
        assumeTrue(isThere("npm"), "npm is not on the path: nobody brings JavaScript's clients");
        Program npm = run(new ProcessBuilder(
                "npm",
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--fetch-retries=1",
                "--fetch-retry-mintimeout=1000",
                "--fetch-timeout=30000",
                "--prefer-offline",
                "--cache",
                CACHE.toAbsolutePath().toString()));
        assumeFalse(
                npm.status() != 0 && UNREACHED.matcher(npm.output()).find(),
                "npm reaches no registry, so JavaScript's clients are not there: " + npm.output());
        assertThat(npm.status()).as(npm.output()).isZero();
    }

    /** A script's end. It sees the path and the service's address, none of the settings that its client would heed. */
    static Program run(String script, URI service) throws IOException, InterruptedException {
        ProcessBuilder node = new ProcessBuilder("node", "--test-reporter=spec", script);
        Map<String, String> environment = node.environment();
        environment.keySet().retainAll(Set.of("PATH"));
        environment.put("TUTTI_URL", service.resolve("/").toString().replaceFirst("/$", ""));
        return run(node);
    }

    /** The scripts, what they need and the exact versions of that; nothing that somebody installed beside them. */
    private static void copy() throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The version of Node, 0 where there is none. */
    private static int node() throws IOException, InterruptedException {
        if (!isThere("node")) {
            return 0;
        }
        Matcher version =
                VERSION.matcher(run(new ProcessBuilder("node", "--version")).output());
        return version.lookingAt() ? Integer.parseInt(version.group(1)) : 0;
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Program run(ProcessBuilder program) throws IOException, InterruptedException {
        return Program.run(program.directory(FOLDER.toFile()), FOLDER.resolve("output.log"));
    }
}
