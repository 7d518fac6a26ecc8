package dev.tutti.memory.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Reads the lines of an import: either a row as an export writes it, or one recorded answer from elsewhere (see
 * {@link RecordedAnswer}), which has a {@code model} and no {@code plan}.
 */
public final class ImportReader {
    private static final Duration TOLERATED_SKEW = Duration.ofMinutes(5);

    private static final List<String> NEEDED = List.of(
            "id",
            "at",
            "prompt_hash",
            "features",
            "receipt",
            "plan",
            "propensity",
            "origin",
            "ending",
            "cost_usd",
            "latency_ms");

    private final InstantSource clock;
    private final RecordedAnswer recorded;

    /** {@code importer}: whose rows recorded answers become. */
    public ImportReader(Catalogue catalogue, KeyId importer, InstantSource clock) {
        this.clock = clock;
        this.recorded = new RecordedAnswer(catalogue, importer);
    }

    /** {@code number} counts lines from 1. */
    public ImportLine read(long number, String line) {
        try {
            LabelledRow row = row(object(line));
            requireNotAhead("at", row.row().at());
            for (Label label : row.labels()) {
                requireNotAhead("labels.at", label.at());
            }
            return new ImportLine.Accepted(row);
        } catch (ImportFault fault) {
            return fault.at(number);
        }
    }

    private static ObjectNode object(String line) throws ImportFault {
        try {
            if (OutcomeJson.parse(line) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw ImportFault.ofSyntax(e);
        }
        throw new ImportFault("", line, "a line is one JSON object");
    }

    private LabelledRow row(ObjectNode line) throws ImportFault {
        if (line.has("model") && !line.has("plan")) {
            return recorded.toRow(line, clock.instant());
        }
        for (String field : NEEDED) {
            if (!line.hasNonNull(field)) {
                throw new ImportFault(field, "(missing)", "a row must have this field");
            }
        }
        try {
            return OutcomeJson.labelledOf(line);
        } catch (JsonProcessingException e) {
            throw ImportFault.ofMapping(line, e);
        }
    }

    private void requireNotAhead(String field, Instant at) throws ImportFault {
        if (at.isAfter(clock.instant().plus(TOLERATED_SKEW))) {
            throw new ImportFault(field, at.toString(), "a time is at most 5 minutes ahead of now");
        }
    }
}
