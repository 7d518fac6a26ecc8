package dev.tutti.serving.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Finds the key behind a reference: the name of an environment variable, or {@code file:PATH}. */
final class Keys {
    private static final String FILE = "file:";

    private final Function<String, Optional<String>> environment;

    Keys(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /** The key; {@link CatalogueProblem} says what is missing, never what was found. */
    Secret resolve(String reference) {
        String found = reference.startsWith(FILE)
                ? fromFile(reference.substring(FILE.length()))
                : environment
                        .apply(reference)
                        .orElseThrow(
                                () -> new CatalogueProblem("the environment variable " + reference + " is not set"));
        String key = found.strip();
        if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new CatalogueProblem("what " + reference
                    + " holds is no key: allowed is one line of printable characters without blanks");
        }
        return new Secret(key);
    }

    private static String fromFile(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException | InvalidPathException e) {
            throw new CatalogueProblem("the key file " + path + " cannot be read", e);
        }
    }
}
