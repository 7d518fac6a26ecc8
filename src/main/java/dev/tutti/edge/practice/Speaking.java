package dev.tutti.edge.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/** One answer on its way out, at its pace; ends quietly when the client leaves. Runs on the server's event loop. */
final class Speaking {
    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Pace pace;

    Speaking(Vertx vertx, HttpServerResponse response, Pace pace) {
        this.vertx = vertx;
        this.response = response;
        this.pace = pace;
    }

    void refuse(Reply.Refused refused) {
        json(refused.status(), Completion.error(refused));
    }

    void whole(Reply.Said said, Completion completion) {
        after(pace.millis(said.firstByte().plus(said.writing())), () -> json(200, completion.whole(said)));
    }

    void streamed(Reply.Said said, List<ObjectNode> chunks) {
        response.putHeader("content-type", "text/event-stream").setChunked(true);
        Duration between = said.writing().dividedBy(chunks.size());
        after(pace.millis(said.firstByte()), () -> next(chunks.iterator(), pace.millis(between)));
    }

    private void next(Iterator<ObjectNode> chunks, long millisBetween) {
        while (chunks.hasNext()) {
            response.write("data: " + chunks.next() + "\n\n");
            if (millisBetween > 0) {
                after(millisBetween, () -> next(chunks, millisBetween));
                return;
            }
        }
        response.end("data: [DONE]\n\n");
    }

    private void json(int status, ObjectNode body) {
        response.setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body.toString());
    }

    private void after(long millis, Runnable then) {
        if (millis <= 0) {
            ifStillWanted(then);
        } else {
            vertx.setTimer(millis, _ -> ifStillWanted(then));
        }
    }

    private void ifStillWanted(Runnable then) {
        if (!response.closed() && !response.ended()) {
            then.run();
        }
    }
}
