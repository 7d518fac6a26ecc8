package dev.tutti.learning.rollout;

import dev.tutti.memory.modelstore.Rollout;
import dev.tutti.memory.modelstore.Stage;
import java.util.Locale;
import java.util.Optional;

/** What comes next in a rollout. */
sealed interface Step {
    /** Nothing yet; {@code awaits} says what for. */
    record Stay(String awaits) implements Step {}

    /** The next stage, or after the last one the champion's place. */
    record Advance() implements Step {}

    /** The champion alone, for this reason. */
    record TakeBack(String reason) implements Step {}

    /** The whole machine, pure: {@code requests} of the present stage so far, of {@code needed}. */
    static Step after(Rollout rollout, long requests, long needed, Objections objections) {
        Optional<Harm> proved = objections.proved();
        if (proved.isPresent()) {
            Harm harm = proved.get();
            return new TakeBack(String.format(
                    Locale.ROOT,
                    "at stage %s %s, by more than its margin: evidence %.3g of %.3g",
                    rollout.stage().wireName(),
                    harm.words(),
                    objections.bet(harm).eValue(),
                    objections.level()));
        }
        if (requests < needed) {
            return new Stay(
                    String.format(Locale.ROOT, "%d more requests until %s", needed - requests, next(rollout.stage())));
        }
        return objections
                .doubted()
                .<Step>map(harm -> new Stay(String.format(
                        Locale.ROOT,
                        "that it is refuted or proved that %s, by more than its margin: evidence %.3g, taken back at %.3g,"
                                + " goes on below %.3g",
                        harm.words(),
                        objections.bet(harm).present(),
                        objections.level(),
                        Objections.DOUBTFUL)))
                .orElseGet(Advance::new);
    }

    private static String next(Stage stage) {
        return stage.next().map(next -> "stage " + next.wireName()).orElse("it is the champion");
    }
}
