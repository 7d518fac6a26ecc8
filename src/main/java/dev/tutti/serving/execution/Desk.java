package dev.tutti.serving.execution;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.provider.ModelClient;
import dev.tutti.serving.trust.Quarantine;
import dev.tutti.words.catalogue.Catalogue;

/** What every run works with. */
record Desk(
        ModelClient client,
        Catalogue catalogue,
        MonotonicClock clock,
        Patience patience,
        Overspend overspend,
        Quarantine quarantine,
        Hedges hedges,
        Sampling sampling,
        OpenLedgers ledgers,
        ExecutionSettings settings,
        Prompts prompts,
        Codes codes) {}
