package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.memory.tenancy.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.InstantSource;

/** Scores of answers, by those who asked and by those who may label. */
@Path("/v1/feedback")
@RunOnVirtualThread
public final class FeedbackResource {

    private static final int MOST_BYTES = 65_536;

    private final BodyReader bodies;
    private final OutcomeLog log;
    private final CurrentCaller caller;
    private final InstantSource time;
    private final HttpConfig config;

    FeedbackResource(BodyReader bodies, OutcomeLog log, CurrentCaller caller, InstantSource time, HttpConfig config) {
        this.bodies = bodies;
        this.log = log;
        this.caller = caller;
        this.time = time;
        this.config = config;
    }

    @POST
    @Needs({Scope.FEEDBACK, Scope.LABEL})
    public Response score(InputStream body, @Context HttpHeaders headers) {
        FeedbackForm form =
                FeedbackForm.read(new Fields(StrictJson.object(bodies.openJson(headers, body, MOST_BYTES)), ""));
        requireMayScoreAs(form.source());
        requireRecent(ownRow(form));
        Label label = form.label(time.instant());
        write(label);
        return Wire.json(JsonNodeFactory.instance
                .objectNode()
                .put("request_id", label.request().value())
                .put("score", label.score())
                .put("source", label.source().wireName()));
    }

    private void requireMayScoreAs(LabelSource source) {
        Scope needed = source == LabelSource.USER ? Scope.FEEDBACK : Scope.LABEL;
        if (!caller.get().may(needed)) {
            throw Refusal.of(
                    ErrorCode.FORBIDDEN,
                    "source is " + source.wireName() + ", which needs a key with the scope " + Scopes.wireName(needed));
        }
    }

    /** The row may have been deleted just now. */
    private void write(Label label) {
        try {
            log.label(label);
        } catch (IllegalArgumentException gone) {
            throw OutcomesResource.unknown(label.request().value(), "request_id");
        }
    }

    /** Another key's request is as unknown as one that never was; an administrator knows all. */
    private OutcomeRow ownRow(FeedbackForm form) {
        Caller who = caller.get();
        return log.find(form.request())
                .map(labelled -> labelled.row())
                .filter(row -> row.key().equals(who.key()) || who.may(Scope.ADMIN))
                .orElseThrow(() -> OutcomesResource.unknown(form.request().value(), "request_id"));
    }

    private void requireRecent(OutcomeRow row) {
        if (row.at().plus(config.feedbackWindow()).isBefore(time.instant())) {
            throw Refusal.invalid(
                    "request_id",
                    "request_id was answered at " + row.at() + "; a score is taken for "
                            + config.feedbackWindow().toDays() + " days");
        }
    }
}
