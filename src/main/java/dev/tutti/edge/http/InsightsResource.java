package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.learning.insight.Insights;
import dev.tutti.memory.tenancy.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The report that is read from the outcome log. */
@Path("/v1/insights")
@RunOnVirtualThread
public final class InsightsResource {

    private static final Pattern WINDOW = Pattern.compile("([1-9]\\d{0,3})([dh])");

    private final Insights insights;
    private final ObjectMapper json;

    InsightsResource(Insights insights, ObjectMapper json) {
        this.insights = insights;
        this.json = json;
    }

    @GET
    @Needs(Scope.READ)
    public Response report(@QueryParam("window") @DefaultValue("30d") String window) {
        return Wire.json(json.valueToTree(insights.report(duration(window))));
    }

    private static Duration duration(String window) {
        Matcher parts = WINDOW.matcher(window);
        if (!parts.matches()) {
            throw Refusal.invalid("window", "window is days or hours such as 30d or 12h, was " + Shown.quoted(window));
        }
        long count = Long.parseLong(parts.group(1));
        return parts.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count);
    }
}
