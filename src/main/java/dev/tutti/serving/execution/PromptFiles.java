package dev.tutti.serving.execution;

import dev.tutti.words.setting.ConfigurationProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What reads the prompts at the start: those of the program, over them those of the deployment's folder. A file is called
 * {@code MODE.txt} or {@code MODE-TASK.txt}, such as {@code synthesise-legal.txt}: modes are synthesise, select, repair and correct,
 * a task is small letters, digits and dashes. What is wrong stops the start and says file, key and what is allowed.
 */
final class PromptFiles {
    static final String FOLDER = "tutti.execution.prompts.folder";
    static final String TASKS = "tutti.execution.prompts.tasks";

    private static final List<String> BUILT_IN = List.of(
            "synthesise",
            "synthesise-code",
            "synthesise-math",
            "synthesise-writing",
            "synthesise-extraction",
            "select",
            "select-code",
            "select-math",
            "select-writing",
            "select-extraction",
            "repair",
            "correct");
    private static final Pattern NAME =
            Pattern.compile("(synthesise|select|repair|correct)(?:-([a-z0-9][a-z0-9-]*))?\\.txt");

    private final Map<PromptMode, Map<String, PromptTemplate>> read = new EnumMap<>(PromptMode.class);

    private PromptFiles() {
        BUILT_IN.forEach(name -> put(name + ".txt", resource(name + ".txt"), "the program's own prompts"));
    }

    static Prompts builtIn() {
        return new Prompts(new PromptFiles().read, Map.of());
    }

    /** {@link ConfigurationProblem} when a file or the map is wrong. */
    static Prompts of(ExecutionSettings.PromptSettings settings) {
        PromptFiles files = new PromptFiles();
        settings.folder().ifPresent(files::addAll);
        Prompts prompts = new Prompts(files.read, Map.of());
        Map<String, String> tasks = new HashMap<>();
        new TreeMap<>(settings.tasks()).forEach((tag, variant) -> {
            if (!prompts.names().contains(variant)) {
                throw new ConfigurationProblem(TASKS + "." + tag + ": allowed are " + String.join(", ", prompts.names())
                        + ", was '" + variant + "'");
            }
            tasks.put(tag.toLowerCase(Locale.ROOT), variant);
        });
        return new Prompts(files.read, tasks);
    }

    private void addAll(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            // Mounted configuration has links of its own beside the files; their names begin with dots.
            files.filter(file -> !name(file).startsWith("."))
                    .sorted()
                    .forEach(file -> put(name(file), content(file), FOLDER));
        } catch (IOException e) {
            throw new ConfigurationProblem(
                    FOLDER + "=" + folder + ": a folder of prompts that can be read is allowed", e);
        }
    }

    private void put(String file, String text, String from) {
        Matcher name = NAME.matcher(file);
        if (!name.matches()) {
            throw new ConfigurationProblem(from + ": file '" + file + "' is none of a prompt; allowed are "
                    + Stream.of(PromptMode.values())
                            .map(mode -> mode.wireName() + ".txt, " + mode.wireName() + "-TASK.txt")
                            .collect(Collectors.joining(", ")));
        }
        PromptMode mode = PromptMode.valueOf(name.group(1).toUpperCase(Locale.ROOT));
        String task = Optional.ofNullable(name.group(2)).orElse(Prompts.DEFAULT);
        try {
            read.computeIfAbsent(mode, _ -> new HashMap<>()).put(task, PromptTemplate.of(mode, text));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem(from + ": file '" + file + "': " + e.getMessage(), e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConfigurationProblem(FOLDER + ": file '" + file + "' is not readable as text in UTF-8", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PromptFiles.class.getResourceAsStream("/prompts/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its prompt " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
