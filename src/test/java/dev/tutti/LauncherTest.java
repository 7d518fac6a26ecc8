package dev.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a project of its own, with a Maven and a JDK that only write down that they ran. */
@Timeout(60)
class LauncherTest {
    private static final String MAVEN = """
            #!/bin/sh
            if [ "$1" = -v ]; then echo "Apache Maven 3.9.9"; exit; fi
            echo begin >>calls
            [ -z "${GATED:-}" ] || read -r _ <gate
            mkdir -p target/quarkus-app
            touch target/quarkus-app/quarkus-run.jar
            echo end >>calls
            """;

    @TempDir
    private Path folder;

    private Path project;
    /** Open for reading, too, so that opening and writing never wait for a reader. */
    private RandomAccessFile gate;

    @BeforeEach
    void layOut() throws Exception {
        project = Files.createDirectories(folder.resolve("project"));
        Files.copy(Path.of("tutti"), project.resolve("tutti"));
        Files.createDirectories(project.resolve("src/main"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        program("bin/mvn", MAVEN);
        program("jdk/bin/java", "#!/bin/sh\necho \"java $*\"\n");
        program("jdk/bin/javac", "#!/bin/sh\n");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        Path pipe = project.resolve("gate");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        gate = new RandomAccessFile(pipe.toFile(), "rw");
    }

    @AfterEach
    void nothingOfTheLockIsLeft() throws IOException {
        gate.close();
        if (Files.isDirectory(project.resolve("target"))) {
            try (var files = Files.list(project.resolve("target"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.startsWith("build.lock"));
            }
        }
    }

    @Test
    void theSecondOfTwoWaitsForTheFirstAndFindsThatItBuiltTheSameSources() throws Exception {
        Process first = launch(Map.of("GATED", "yes"), "serve");
        awaitLine(first, "building");
        Process second = launch(Map.of(), "serve");

        assertThat(awaitLine(second, "waiting")).contains("./tutti serve", "process " + first.pid());
        openGate();

        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(calls()).containsExactly("begin", "end");
        assertThat(said(second)).contains("java ").endsWith("serve\n");
    }

    @Test
    void theLockOfAProcessThatDiedHoldsNobodyUp() throws Exception {
        Process first = launch(Map.of("GATED", "yes"), "build");
        awaitCalls(1);
        first.destroyForcibly().waitFor();

        Process second = launch(Map.of(), "build");

        assertThat(second.waitFor()).isZero();
        assertThat(calls()).containsExactly("begin", "begin", "end");
        openGate();
        awaitCalls(4);
    }

    @Test
    void aLauncherThatIsToldToEndKeepsTheLockUntilItsBuildHasEnded() throws Exception {
        Process first = launch(Map.of("GATED", "yes"), "test");
        awaitCalls(1);
        first.destroy();
        Process second = launch(Map.of(), "build");

        assertThat(awaitLine(second, "waiting")).contains("./tutti test", "process " + first.pid());
        openGate();

        assertThat(first.waitFor()).isEqualTo(143);
        assertThat(second.waitFor()).isZero();
        assertThat(calls()).containsExactly("begin", "end", "begin", "end");
    }

    @Test
    void whereTargetIsNoFolderOneLineSaysSo() throws Exception {
        Files.writeString(project.resolve("target"), "");

        assertRefused("target is no folder");
    }

    @Test
    void whereTargetCannotBeWrittenToOneLineSaysSo() throws Exception {
        Path target = Files.createDirectory(project.resolve("target"));
        assumeFalse(writableAfterForbidding(target), "this user may write everywhere");

        assertRefused("target cannot be written to");
    }

    @Test
    void whereTheProjectCannotBeWrittenToOneLineSaysSo() throws Exception {
        assumeFalse(writableAfterForbidding(project), "this user may write everywhere");

        assertRefused("project cannot be written to");
        assertThat(project.toFile().setWritable(true)).isTrue();
    }

    @Test
    void whatTheVirtualMachineWarnsOfIsNoOutputOfACommand() throws Exception {
        Process launch = launch(Map.of("TUTTI_JAVA_OPTS", "-XX:-UseCompactObjectHeaders"), "keys");

        assertThat(said(launch))
                .contains("-Xlog:disable -Xlog:all=warning:stderr ", " -XX:-UseCompactObjectHeaders -jar ");
        assertThat(launch.waitFor()).isZero();
    }

    @Test
    void aSlipInACommandBuildsNothing() throws Exception {
        Process launch = launch(Map.of(), "serv");

        assertThat(awaitLine(launch, "serv")).contains("no command 'serv'", "./tutti help");
        assertThat(launch.waitFor()).isEqualTo(2);
        assertThat(calls()).isEmpty();
    }

    @Test
    void aWishedJdkThatIsTooOldIsRefusedByName() throws Exception {
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.15\"\n");
        Process launch = launch(Map.of(), "jdk");

        assertThat(awaitLine(launch, "JDK"))
                .contains("TUTTI_JAVA_HOME=" + folder.resolve("jdk"), "is not a JDK 25 or newer");
        assertThat(launch.waitFor()).isEqualTo(1);
    }

    @Test
    void anOldJavaHomeGivesWayToTheJdkBehindTheJavaOnThePath() throws Exception {
        program("old/bin/java", "#!/bin/sh\n");
        program("old/bin/javac", "#!/bin/sh\n");
        Files.writeString(folder.resolve("old/release"), "JAVA_VERSION=\"17.0.15\"\n");
        program("bin/java", "#!/bin/sh\necho '    java.home = " + folder.resolve("jdk") + "' >&2\n");

        Process launch = launch(
                Map.of("TUTTI_JAVA_HOME", "", "JAVA_HOME", folder.resolve("old").toString()), "jdk");

        assertThat(said(launch)).isEqualTo(folder.resolve("jdk") + "\n");
        assertThat(launch.waitFor()).isZero();
    }

    @Test
    void aJdkWithoutACompilerIsNone() throws Exception {
        Files.delete(folder.resolve("jdk/bin/javac"));

        assertThat(launch(Map.of(), "jdk").waitFor()).isEqualTo(1);
    }

    private static boolean writableAfterForbidding(Path path) {
        assertThat(path.toFile().setWritable(false)).isTrue();
        return Files.isWritable(path);
    }

    private void assertRefused(String why) throws Exception {
        Process refused = launch(Map.of(), "serve");

        assertThat(refused.waitFor()).isEqualTo(1);
        List<String> lines = refused.errorReader().lines().toList();
        assertThat(lines)
                .singleElement()
                .asString()
                .contains(why, project.toRealPath().toString(), "may write to");
    }

    private Process launch(Map<String, String> environment, String command) throws IOException {
        ProcessBuilder launch =
                new ProcessBuilder("sh", project.resolve("tutti").toString(), command);
        launch.environment().put("TUTTI_JAVA_HOME", folder.resolve("jdk").toString());
        launch.environment().merge("PATH", folder.resolve("bin") + ":", (path, bin) -> bin + path);
        launch.environment().putAll(environment);
        return launch.start();
    }

    /** Reads on until a line holds the word; empty at the end of what it says. */
    private static String awaitLine(Process process, String word) throws IOException {
        BufferedReader lines = process.errorReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(word)) {
                return line;
            }
        }
        return "";
    }

    /** Lets one gated build go on. */
    private void openGate() throws IOException {
        gate.writeBytes("go\n");
    }

    private void awaitCalls(int count) throws IOException {
        while (calls().size() < count) {
            Thread.onSpinWait();
        }
    }

    private List<String> calls() throws IOException {
        Path calls = project.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void program(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
