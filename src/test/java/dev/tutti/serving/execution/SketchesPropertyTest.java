package dev.tutti.serving.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.words.plan.Plan;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A final answer is not sketched again where its only call was, and the log shows no difference. */
final class SketchesPropertyTest {
    @Property(tries = 300)
    void whatWasAnsweredIsSketchedAsIfItWereLookedAtByItself(
            @ForAll("plans") Plan plan,
            @ForAll long script,
            @ForAll boolean streamed,
            @ForAll boolean json,
            @ForAll boolean tools,
            @ForAll @IntRange(min = 100, max = 20_000) int millis) {
        Stage stage = AnyRun.stage(script).within(millis);
        if (json) {
            stage.body.putObject("response_format").put("type", "json_object");
        }
        if (tools) {
            stage.body.putArray("tools").addObject().putObject("function").put("name", "look");
            stage.body.put("tool_choice", "required");
        }

        Ending ending = (streamed ? stage.streamed() : stage).run(plan);

        Optional<AnswerSketch> byItself = ending.said().map(stage::sketch);
        assertThat(Sketches.of(stage.request(), plan, ending)).isEqualTo(byItself);
    }

    @Provide
    Arbitrary<Plan> plans() {
        return AnyRun.plans();
    }
}
