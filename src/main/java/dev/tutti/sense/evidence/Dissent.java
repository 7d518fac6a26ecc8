package dev.tutti.sense.evidence;

import java.util.ArrayList;
import java.util.List;

/** Which proposals that came late say something else than an answer made of the others. */
public final class Dissent {
    private Dissent() {}

    /**
     * The indices in {@code late}, rising, of those that survive cluster and filter among all proposals and contradict the
     * answer: a short answer is another one; a long one stands farther from it than any of those it was made of. Where none
     * of these says what the answer says, it says it in other words: then what most of them say stands for it.
     */
    public static List<Integer> of(AnswerSketch answer, List<AnswerSketch> heard, List<AnswerSketch> late) {
        AnswerSketch said = said(answer, heard);
        List<AnswerSketch> all = new ArrayList<>(heard);
        all.addAll(late);
        List<Integer> kept = MajorityCluster.keep(all);
        double usual = kept.stream()
                .filter(i -> i < heard.size())
                .mapToDouble(i -> MajorityCluster.distance(said, all.get(i)))
                .max()
                .orElse(0);
        return kept.stream()
                .filter(i -> i >= heard.size() && all.get(i).flaw() == Flaw.NONE)
                .filter(i -> contradicts(said, all.get(i), usual))
                .map(i -> i - heard.size())
                .toList();
    }

    private static AnswerSketch said(AnswerSketch answer, List<AnswerSketch> heard) {
        AnswerSketch commonest = answer;
        long most = 0;
        for (AnswerSketch one : heard) {
            long heads =
                    heard.stream().filter(other -> Agreement.agree(one, other)).count();
            if (heads > most) {
                most = heads;
                commonest = one;
            }
        }
        return !answer.brief() || heard.stream().anyMatch(one -> Agreement.agree(one, answer)) ? answer : commonest;
    }

    private static boolean contradicts(AnswerSketch answer, AnswerSketch late, double usual) {
        return (answer.brief() && late.brief())
                ? answer.digest() != late.digest()
                : MajorityCluster.distance(answer, late) > usual;
    }
}
