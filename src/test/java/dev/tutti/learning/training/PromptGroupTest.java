package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.words.chat.ModelId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PromptGroupTest {
    private static final PromptGroup GROUP = Recorded.halfHard(1, new Random(1)).getFirst();

    @Test
    void aPromptTellsOfAnswersAsLongAsOneOfThemWasNoted() {
        List<ModelId> models = GROUP.answers().models();

        assertThat(GROUP.heard()).isTrue();
        assertThat(silent(models.subList(1, models.size())).heard())
                .as("recordings often lack what some models said")
                .isTrue();
        assertThat(silent(models).heard()).isFalse();
    }

    /** The same group, in which nobody noted what these models said. */
    private static PromptGroup silent(Collection<ModelId> models) {
        Map<ModelId, RecordedAnswer> answers = new TreeMap<>();
        for (ModelId model : GROUP.answers().models()) {
            RecordedAnswer said = GROUP.of(model);
            Optional<AnswerSketch> sketch = models.contains(model)
                    ? Optional.of(AnswerSketch.unheard(model.value().hashCode()))
                    : said.sketch();
            answers.put(model, new RecordedAnswer(sketch, said.score(), said.cost(), said.prompt(), said.output()));
        }
        return new PromptGroup(
                GROUP.promptHash(),
                GROUP.world(),
                GROUP.at(),
                GROUP.features(),
                GROUP.targets(),
                Answers.of(answers),
                GROUP.weight(),
                GROUP.sampled());
    }
}
