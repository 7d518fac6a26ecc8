package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;

/**
 * One call to make: the model, the OpenAI body to send (the wire name, {@code stream} and the output limit are set by the
 * client), the most tokens it may write, the instant after which nobody waits for it, and who pays for repetitions of
 * attempts that may have been charged.
 */
public record ModelCall(
        RequestId request,
        CatalogueModel model,
        ObjectNode body,
        Tokens outputLimit,
        Deadline deadline,
        boolean stream,
        Cover cover) {}
