package dev.tutti.edge.bench;

import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.AnswerSketcher;

/** A deceptive member of a panel, which speaks first and knows every other member's answer and which of them are right. */
enum Adversary {
    /** Gives one and the same wrong answer to everything. */
    CONSTANT("constant: the same wrong answer to everything") {
        @Override
        AnswerSketch says(PanelAnswers honest) {
            return NOTHING_TO_SAY;
        }
    },
    /** Gives the commonest wrong answer of each prompt, so that it sides with whoever errs. */
    LOUD("adaptive: the commonest wrong answer of each prompt") {
        @Override
        AnswerSketch says(PanelAnswers honest) {
            return honest.commonestWrong().orElse(NOTHING_TO_SAY);
        }
    },
    /** Gives the commonest wrong answer only where its own voice makes it win, else what most say. */
    COVERT("covert: the commonest wrong answer only where that decides, else what most say") {
        @Override
        AnswerSketch says(PanelAnswers honest) {
            AnswerSketch lie = LOUD.says(honest);
            return honest.withFirst(lie).plurality() < honest.plurality() ? lie : honest.leading();
        }
    };

    /** An answer that nobody else gives. */
    private static final AnswerSketch NOTHING_TO_SAY = AnswerSketcher.sketch("no such answer", "stop", false);

    private final String words;

    Adversary(String words) {
        this.words = words;
    }

    abstract AnswerSketch says(PanelAnswers honest);

    String words() {
        return words;
    }
}
