package dev.tutti.words.plan;

import dev.tutti.words.chat.Tokens;

/**
 * By what a call's worst case is reckoned before it is made: one record for the decision and for the run, since a decision
 * that reckoned less would admit plans that the run must cut (ADR 41). In money an estimated prompt counts {@code
 * promptSafety} times; {@code aggregationPrompt} is the text that asks an aggregator, without the proposals, of which each
 * is cut at {@code longestProposal}.
 */
public record WorstCase(double promptSafety, Tokens aggregationPrompt, Tokens longestProposal) {
    /** Tokens around each proposal in an aggregation prompt: number, delimiters, escapes. */
    static final long PROPOSAL_FRAME_TOKENS = 30;

    /** Of prompts that were counted, where no factor need make up for an estimate; proposals are shown whole. */
    public static final WorstCase COUNTED =
            new WorstCase(1, new Tokens(PlanArithmetic.AGGREGATION_PROMPT_TOKENS), new Tokens(Integer.MAX_VALUE));

    public WorstCase {
        if (!(promptSafety >= 1)) {
            throw new IllegalArgumentException("a safety factor is at least 1, was " + promptSafety);
        }
    }

    /** What is reserved for of an estimated prompt. */
    public Tokens paid(Tokens estimated) {
        return paid(estimated, promptSafety);
    }

    /** The same for who reckons with prompts alone. */
    public static Tokens paid(Tokens estimated, double promptSafety) {
        return new Tokens((long) Math.ceil(estimated.count() * promptSafety));
    }

    /** What a proposal of that length takes of the prompt in which it is shown. */
    public Tokens shown(Tokens written) {
        return written.min(longestProposal).plus(new Tokens(PROPOSAL_FRAME_TOKENS));
    }
}
