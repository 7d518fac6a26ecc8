package dev.tutti.edge.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.edge.practice.RecordedLine;
import dev.tutti.edge.practice.RecordedLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Recorded outcomes of real models on real prompts, as a file of {@link RecordedLines} gives them. {@code votes} are
 * counted over models of the same line; every other arm is a model here, also one that is a plan of many calls.
 * {@code tariffs}: of models that the price list alone prices; of others the dollars are on record.
 */
public record RecordedSet(
        String name,
        List<RecordedPrompt> prompts,
        List<String> models,
        List<String> votes,
        Map<String, Tariff> tariffs) {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");
    private static final int LONGEST_NAME = 180;

    public RecordedSet {
        prompts = List.copyOf(prompts);
        models = List.copyOf(models);
        votes = List.copyOf(votes);
        tariffs = Map.copyOf(tariffs);
    }

    /** {@link IOException} names the file and the line that cannot be read, or the model without a price. */
    public static RecordedSet read(Path data, Path prices) throws IOException {
        Reading reading = new Reading(new RecordedArms(priceList(prices)));
        RecordedLines.read(data, reading::add);
        if (reading.models.isEmpty()) {
            throw new IOException(data + ": no line with an arm in it");
        }
        return reading.set(data.getFileName().toString().replaceAll("(_outcomes)?\\.jsonl.*", ""));
    }

    private static JsonNode priceList(Path prices) throws IOException {
        ObjectMapper json = new ObjectMapper();
        if (!Files.exists(prices)) {
            return json.createObjectNode();
        }
        try {
            JsonNode list = json.readTree(Files.readAllBytes(prices));
            if (list.isObject()) {
                return list;
            }
            throw new IOException(prices + ": not a JSON object of prices by model");
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new IOException(prices + ", line " + line + ": not JSON", e);
        }
    }

    /** Whether short answers were recorded: without them nobody knows who agrees with whom. */
    boolean answers() {
        return prompts.stream()
                .flatMap(prompt -> prompt.arms().values().stream())
                .anyMatch(arm -> !arm.answer().isEmpty());
    }

    /** Whether prompts have a task of their own. */
    boolean tasks() {
        return prompts.stream().map(RecordedPrompt::category).distinct().count() > 1;
    }

    /** As it is shown: with two models and tasks also as for a caller who names none. */
    Stream<RecordedSet> shown() {
        return models.size() == 2 && tasks() ? Stream.of(this, withoutTasks()) : Stream.of(this);
    }

    /** The same of these models alone, in that order, without votes; prompts still tell of all arms. */
    RecordedSet of(List<String> some) {
        Map<String, Tariff> known = new TreeMap<>(tariffs);
        known.keySet().retainAll(some);
        return new RecordedSet(name, prompts, some, List.of(), known);
    }

    /** The same for a caller who names none. */
    RecordedSet withoutTasks() {
        List<RecordedPrompt> untold = prompts.stream()
                .map(prompt -> new RecordedPrompt(prompt.text(), "", prompt.arms()))
                .toList();
        return new RecordedSet(name + ", no task", untold, models, votes, tariffs);
    }

    /** What has been read so far. */
    private static final class Reading {
        private final RecordedArms reader;
        private final List<RecordedPrompt> prompts = new ArrayList<>();
        private final List<String> datasets = new ArrayList<>();
        private final Set<String> models = new LinkedHashSet<>();
        private final Set<String> votes = new LinkedHashSet<>();
        private final Set<String> billed = new HashSet<>();
        private final Map<String, String> rawNames = new TreeMap<>();

        Reading(RecordedArms reader) {
            this.reader = reader;
        }

        void add(RecordedLine line) {
            if (line.prompt().isBlank()) {
                throw new IllegalArgumentException("field prompt is blank");
            }
            if (line.arms().isEmpty()) {
                throw new IllegalArgumentException("field arms is empty; at least 1 arm is needed");
            }
            Map<String, RecordedPrompt.Arm> arms = new TreeMap<>();
            reader.of(line).forEach((raw, arm) -> arms.put(named(raw), arm));
            line.arms().forEach((raw, arm) -> {
                (RecordedArms.vote(line, arm) ? votes : models).add(named(raw));
                if (RecordedArms.billed(arm)) {
                    billed.add(named(raw));
                }
            });
            prompts.add(new RecordedPrompt(line.prompt(), line.category(), arms));
            datasets.add(line.dataset());
        }

        /** As a model may be called: without blanks, and not too long. */
        private String named(String raw) {
            String plain = BLANKS.matcher(raw.strip()).replaceAll("_");
            String name = plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
            String first = rawNames.putIfAbsent(name, raw);
            if (name.isEmpty() || (first != null && !first.equals(raw))) {
                throw new IllegalArgumentException(
                        "arm '" + raw + "': a name of its own is needed, without blanks and in its" + " first "
                                + LONGEST_NAME + " characters; another is '" + first + "'");
            }
            return name;
        }

        /** Where all prompts are of one category it tells nothing, and the finer name is the task. */
        RecordedSet set(String name) {
            models.removeAll(votes);
            boolean fine =
                    prompts.stream().map(RecordedPrompt::category).distinct().count() > 1;
            List<RecordedPrompt> told = new ArrayList<>();
            for (int i = 0; i < prompts.size(); i++) {
                RecordedPrompt prompt = prompts.get(i);
                String task = fine || datasets.get(i).isEmpty() ? prompt.category() : datasets.get(i);
                told.add(new RecordedPrompt(prompt.text(), task, complete(prompt.arms())));
            }
            return new RecordedSet(name, told, List.copyOf(models), List.copyOf(votes), tariffs());
        }

        private Map<String, Tariff> tariffs() {
            Map<String, Tariff> tariffs = new TreeMap<>();
            models.stream()
                    .filter(model -> !billed.contains(model))
                    .forEach(model -> tariffs.put(model, reader.tariff(rawNames.getOrDefault(model, model))));
            return tariffs;
        }

        /** A missing prediction counts as wrong, and cost nothing. */
        private Map<String, RecordedPrompt.Arm> complete(Map<String, RecordedPrompt.Arm> arms) {
            Map<String, RecordedPrompt.Arm> all = new TreeMap<>(arms);
            models.forEach(name -> all.putIfAbsent(name, new RecordedPrompt.Arm(0, 0, 0, 0, "")));
            votes.forEach(name -> all.putIfAbsent(name, new RecordedPrompt.Arm(0, 0, 0, 0, "")));
            return all;
        }
    }
}
