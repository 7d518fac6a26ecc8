package dev.tutti.edge.cli;

import dev.tutti.memory.tenancy.KeyRegister;
import dev.tutti.memory.tenancy.KeyRegister.Ended;
import dev.tutti.memory.tenancy.KeyRegister.Made;
import dev.tutti.memory.tenancy.KeyTermsJson;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.memory.tenancy.StoredKey;
import dev.tutti.memory.tenancy.TermsReader;
import dev.tutti.words.chat.KeyId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tutti keys}: makes, lists and revokes API keys in the store itself, beside a running service too, which sees the
 * change within a second. Whoever may write the folder needs no other key for it: so the first one is made.
 */
@Command(
        name = "keys",
        description = "Makes, lists and revokes API keys; a running service sees the change within a second.",
        mixinStandardHelpOptions = true,
        subcommands = {KeysCommand.Create.class, KeysCommand.All.class, KeysCommand.Revoke.class})
final class KeysCommand {

    /** {@code tutti keys create}. The key alone goes to standard output, so that a script can take it. */
    @Command(
            name = "create",
            description = "Makes a key and prints it, once: only its hash is kept.",
            mixinStandardHelpOptions = true)
    static final class Create implements TuttiCommand {
        @Spec
        private CommandSpec spec;

        @Mixin
        private final GivenSettings given = new GivenSettings();

        @Mixin
        private final GivenTerms terms = new GivenTerms();

        @Parameters(
                arity = "0..1",
                paramLabel = "NAME",
                description = "What rows, budgets and reports call it (default: its scopes, such as admin).")
        private Optional<String> name = Optional.empty();

        @Option(
                names = "--scopes",
                required = true,
                split = ",",
                description = "What it may do: any of chat, feedback, label, read, admin.")
        private Set<Scope> scopes = Set.of();

        @Override
        public Map<String, String> settings() {
            if (!StoredKey.isName(name())) {
                throw new ParameterException(
                        spec.commandLine(), "NAME is " + StoredKey.NAMES + ", was '" + name() + "'");
            }
            return over(given);
        }

        @Override
        public int run(Rooms rooms) {
            return switch (rooms.keys().create(new KeyId(name()), scopes, TermsReader.read("--", terms))) {
                case Made.Issued issued -> {
                    System.err.println(
                            "tutti: this is the key " + name() + "; it is shown once, only its hash is kept");
                    System.out.println(issued.key());
                    yield 0;
                }
                case Made.Taken taken -> refused(taken.why());
            };
        }

        private String name() {
            return name.orElseGet(() -> words(scopes, "-"));
        }
    }

    /** {@code tutti keys list}. */
    @Command(
            name = "list",
            description =
                    "Lists the keys that were made, the revoked ones too; those of the configuration are not there.",
            mixinStandardHelpOptions = true)
    static final class All implements TuttiCommand {
        @Mixin
        private final GivenSettings given = new GivenSettings();

        @Override
        public Map<String, String> settings() {
            return over(given);
        }

        @Override
        public int run(Rooms rooms) {
            List<StoredKey> keys = rooms.keys().keys();
            keys.forEach(key -> System.out.println(line(key)));
            if (keys.isEmpty()) {
                System.err.println("tutti: no key was made yet");
            }
            return 0;
        }

        private static String line(StoredKey key) {
            return String.join(
                    "  ",
                    key.caller().key().value(),
                    words(key.caller().scopes(), ","),
                    "created " + key.created(),
                    key.revoked().map(at -> "revoked " + at).orElse("in use"),
                    KeyTermsJson.write(key.caller().terms()).toString());
        }
    }

    /** {@code tutti keys revoke}. */
    @Command(
            name = "revoke",
            description = "Takes a key out of use; requests that are under way end as usual.",
            mixinStandardHelpOptions = true)
    static final class Revoke implements TuttiCommand {
        @Mixin
        private final GivenSettings given = new GivenSettings();

        @Parameters(paramLabel = "NAME", description = "The name of the key.")
        private String name = "";

        @Override
        public Map<String, String> settings() {
            return over(given);
        }

        @Override
        public int run(Rooms rooms) {
            KeyRegister register = rooms.keys();
            return switch (register.revoke(new KeyId(name))) {
                case Ended.Revoked revoked -> {
                    System.err.println("tutti: the key " + revoked.name() + " is revoked");
                    yield 0;
                }
                case Ended.Unknown unknown -> refused(unknown.why());
                case Ended.Configured configured -> refused(configured.why());
            };
        }
    }

    /** What is logged goes beside the key and not among it. */
    private static Map<String, String> over(GivenSettings given) {
        Map<String, String> settings = new LinkedHashMap<>(Offline.SETTINGS);
        settings.put("quarkus.log.console.stderr", "true");
        return given.over(settings);
    }

    private static int refused(String why) {
        System.err.println("tutti: " + why);
        return Launch.FAILED;
    }

    private static String words(Set<Scope> scopes, String between) {
        return scopes.isEmpty()
                ? ""
                : EnumSet.copyOf(scopes).stream().map(Scope::wireName).collect(Collectors.joining(between));
    }
}
