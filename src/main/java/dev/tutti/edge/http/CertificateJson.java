package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.modelstore.Certificate;
import dev.tutti.serving.decision.Promise;
import java.time.Instant;
import java.util.Optional;

/** A certificate as receipts and lists of versions tell it: {@code status} is certified, suspended or infeasible. */
final class CertificateJson {
    private CertificateJson() {}

    /** Null where no certificate says anything of the choice. */
    static JsonNode of(Optional<Promise> promise) {
        return promise.<JsonNode>map(CertificateJson::of).orElseGet(JsonNodeFactory.instance::nullNode);
    }

    static ObjectNode of(Promise promise) {
        ObjectNode json = of(promise.release(), promise.certificate());
        if (promise.suspended()) {
            json.put("status", "suspended");
        }
        return json;
    }

    private static ObjectNode of(String release, Certificate certificate) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", status(certificate));
        json.put("segment", certificate.segment());
        json.put("target", Rounded.score(certificate.target()));
        json.put("confidence", certificate.confidence());
        verdict(json, certificate.verdict());
        json.put("labels", certificate.labels());
        json.put("bound", certificate.bound());
        json.put("from", certificate.from().map(Instant::toString).orElse(null));
        json.put("until", certificate.until().map(Instant::toString).orElse(null));
        json.put("release", release);
        json.put("catalogue_version", certificate.catalogueVersion());
        return json;
    }

    private static String status(Certificate certificate) {
        return switch (certificate.verdict()) {
            case Certificate.Certified certified -> "certified";
            case Certificate.Infeasible infeasible -> "infeasible";
        };
    }

    private static void verdict(ObjectNode json, Certificate.Verdict verdict) {
        switch (verdict) {
            case Certificate.Certified certified -> json.put("margin", Rounded.score(certified.margin()));
            case Certificate.Infeasible infeasible -> {
                json.putNull("certifiable_target");
                json.putNull("labels_needed");
                infeasible.certifiable().ifPresent(target -> json.put("certifiable_target", Rounded.down(target)));
                infeasible.labelsNeeded().ifPresent(labels -> json.put("labels_needed", labels));
            }
        }
    }
}
