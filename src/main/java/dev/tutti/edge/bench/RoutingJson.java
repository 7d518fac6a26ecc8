package dev.tutti.edge.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The figures of a routing benchmark for programs: the cells of {@link RoutingTable}, not rounded, and the points of the
 * plots. Fields are added, never renamed. What a recording cannot show is {@code null}.
 */
final class RoutingJson {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private RoutingJson() {}

    static void write(List<SetResult> results, Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(of(results)) + "\n");
    }

    static ObjectNode of(List<SetResult> results) {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode sets = all.putArray("sets");
        results.forEach(result -> set(result, sets.addObject()));
        all.put("not_measurable", RoutingTable.STRATEGIES_NOT_MEASURABLE);
        return all;
    }

    private static void set(SetResult result, ObjectNode to) {
        to.put("set", result.name()).put("prompts", result.set().prompts().size());
        ObjectNode arms = to.putObject("arms");
        result.arms().forEach((arm, point) -> point(point, arms.putObject(arm)));
        ObjectNode columns = to.putObject("columns");
        for (String column : RoutingTable.COLUMNS) {
            if (result.has(column)) {
                column(result, column, columns.putObject(column));
            } else {
                columns.putNull(column);
            }
        }
    }

    private static void column(SetResult result, String column, ObjectNode to) {
        ObjectNode wishes = to.putObject("wishes");
        for (Wish.Title title : Wish.Title.values()) {
            result.reached(column, title.words())
                    .ifPresent(reached -> reached(reached, wishes.putObject(title.words())));
        }
        number(to, "aiq", result.aiq(column));
        if (result.twoModels()) {
            number(to, "apgr", result.apgr(column));
            number(to, "cpt_50", result.cpt(column, 0.5));
            number(to, "cpt_80", result.cpt(column, 0.8));
        }
        result.calibration(column)
                .ifPresent(error -> to.putObject("ece")
                        .put("debiased", error.debiased())
                        .put("plain", error.plain())
                        .put("perfect_predictor", error.perfect())
                        .put("labels", error.labels()));
        result.decisionTime(column).ifPresent(time -> time(time, to.putObject("decision_ms")));
        ArrayNode curve = to.putArray("curve");
        result.curve(column).forEach(point -> point(point, curve.addObject()));
    }

    private static void time(DecisionTime time, ObjectNode to) {
        to.put("p50", time.p50()).put("p99", time.p99());
        number(to, "p99_computed", time.computedP99());
    }

    private static void reached(SetResult.Reached reached, ObjectNode to) {
        point(reached.point(), to);
        interval(reached.difference(), to.putObject("quality_difference"));
        interval(reached.share(), to.putObject("cost_share"));
    }

    private static void interval(PairedBootstrap interval, ObjectNode to) {
        to.put("mean", interval.mean()).put("lower", interval.lower()).put("upper", interval.upper());
    }

    private static void point(Point point, ObjectNode to) {
        to.put("quality", point.quality()).put("usd_per_1000", point.costPer1000());
    }

    private static void number(ObjectNode to, String field, OptionalDouble value) {
        if (value.isPresent()) {
            to.put(field, value.getAsDouble());
        } else {
            to.putNull(field);
        }
    }
}
