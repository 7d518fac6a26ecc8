package dev.tutti.edge.http;

import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import dev.tutti.words.chat.Frames;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Makes an OpenAI-shaped error of everything that is thrown; what nobody foresaw tells the client nothing. */
final class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    private Refusals() {}

    /** What an exception is, told to a client. */
    static Refusal of(Throwable thrown) {
        return switch (thrown) {
            case Refusal refusal -> refusal;
            case OutcomeLogUnavailable _ ->
                Refusal.of(
                        ErrorCode.OUTCOME_LOG_UNAVAILABLE,
                        "the outcome log does not take rows now, and an answer that is not logged is not given",
                        Map.of("Retry-After", "5"));
            case WebApplicationException http -> ofHttp(http.getResponse().getStatus());
            default -> unforeseen(thrown);
        };
    }

    /** Of a status that the HTTP layer gave by itself. */
    static Refusal ofHttp(int status) {
        return switch (status) {
            case 404 ->
                Refusal.of(ErrorCode.NOT_FOUND, "there is nothing at this address; what there is, GET /openapi lists");
            case 405 -> Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, "this address does not take this method");
            case 408 -> Refusal.of(ErrorCode.REQUEST_TIMEOUT, "the body did not arrive in time");
            case 413 -> Refusal.of(ErrorCode.REQUEST_TOO_LARGE, "the body is larger than allowed");
            default ->
                status >= 500
                        ? Refusal.of(ErrorCode.INTERNAL_ERROR, "something went wrong here")
                        : Refusal.of(
                                ErrorCode.INVALID_REQUEST, "the address or a header of the request cannot be read");
        };
    }

    private static Refusal unforeseen(Throwable thrown) {
        LOG.errorf("an unforeseen %s", Frames.of(thrown));
        return Refusal.of(ErrorCode.INTERNAL_ERROR, "something went wrong here; it is in the service's log");
    }

    /** The hooks by which the HTTP layer finds this class. */
    static final class Mappers {

        @ServerExceptionMapper
        public Response refusal(Refusal refusal, UriInfo asked) {
            return Wire.refusal(refusal, asked);
        }

        @ServerExceptionMapper
        public Response log(OutcomeLogUnavailable unavailable, UriInfo asked) {
            return Wire.refusal(of(unavailable), asked);
        }

        @ServerExceptionMapper
        public Response http(WebApplicationException http, HttpHeaders headers, UriInfo asked) {
            return Wire.refusal(
                    http.getResponse().getStatus() == 400
                            ? BodyReader.unreadableType(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))
                                    .orElseGet(() -> of(http))
                            : of(http),
                    asked);
        }

        @ServerExceptionMapper
        public Response unforeseen(Throwable thrown, UriInfo asked) {
            return Wire.refusal(of(thrown), asked);
        }
    }
}
