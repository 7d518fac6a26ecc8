package dev.tutti.edge.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The program as the build leaves it in a folder: {@code quarkus-run.jar}, which loads classes by a loader of its own,
 * and after a rehearsal {@code tutti-run.jar} and {@code tutti.aot}: the same classes on the class path of the virtual
 * machine, the only one that an AOT cache covers (JEP 483), and that cache.
 */
record Packaged(Path folder) {
    private static final String OPENED = "java.base/java.lang java.base/java.nio java.base/jdk.internal.misc";

    /** Of the project. */
    static Packaged here() {
        return new Packaged(home().resolve("target").resolve("quarkus-app"));
    }

    /** Where the project lies, as the launcher says in {@code tutti.home}. */
    static Path home() {
        return Path.of(System.getProperty("tutti.home", "."));
    }

    Path jar() {
        return folder.resolve("quarkus-run.jar");
    }

    Path flatJar() {
        return folder.resolve("tutti-run.jar");
    }

    Path cache() {
        return folder.resolve("tutti.aot");
    }

    /** What {@code ./tutti serve} starts. */
    Path served() {
        return rehearsed() ? flatJar() : jar();
    }

    /** The options of the virtual machine with which {@code ./tutti serve} starts it. */
    List<String> servedOptions() {
        List<String> options = new ArrayList<>(ServedTutti.asServed());
        if (rehearsed()) {
            options.add("-XX:AOTCache=" + cache());
        }
        return options;
    }

    private boolean rehearsed() {
        long learned = cache().toFile().lastModified();
        return flatJar().toFile().isFile()
                && learned > folder.resolve("app/tutti.jar").toFile().lastModified();
    }

    /** Writes {@link #flatJar}: a manifest that names the other jars. */
    void flatten() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "dev.tutti.edge.cli.Main");
        main.put(Attributes.Name.CLASS_PATH, String.join(" ", classPath()));
        main.putValue("Add-Opens", OPENED);
        main.putValue("Enable-Native-Access", "ALL-UNNAMED");
        try (OutputStream file = Files.newOutputStream(flatJar())) {
            new JarOutputStream(file, manifest).close();
        }
    }

    /** The classes that Quarkus rewrote stand before those that they replace. */
    private List<String> classPath() throws IOException {
        List<String> jars = new ArrayList<>(
                List.of("quarkus/transformed-bytecode.jar", "quarkus/generated-bytecode.jar", "app/tutti.jar"));
        for (String lib : List.of("lib/boot", "lib/main")) {
            try (Stream<Path> files = Files.list(folder.resolve(lib))) {
                files.map(file -> lib + "/" + file.getFileName()).sorted().forEach(jars::add);
            }
        }
        return jars;
    }
}
