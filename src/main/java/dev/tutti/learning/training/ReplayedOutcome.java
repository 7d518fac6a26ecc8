package dev.tutti.learning.training;

import dev.tutti.words.chat.Usd;

/** What a plan would have brought on a recorded prompt: the score of the answer given, the cost and number of calls. */
record ReplayedOutcome(double score, Usd cost, int calls) {}
