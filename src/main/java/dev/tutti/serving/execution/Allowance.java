package dev.tutti.serving.execution;

import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;

/** What a call may use: the most tokens it may write, and what it costs when it writes them all. */
record Allowance(Tokens limit, Usd worstCase) {}
