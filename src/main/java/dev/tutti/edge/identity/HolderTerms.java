package dev.tutti.edge.identity;

import dev.tutti.memory.tenancy.KeyTerms;
import dev.tutti.words.chat.KeyId;
import java.util.Map;

/** What holds for the requests of a holder: what is listed for it, or what holds for all others. */
record HolderTerms(Map<KeyId, KeyTerms> listed, KeyTerms others) {
    HolderTerms {
        listed = Map.copyOf(listed);
    }

    KeyTerms of(KeyId holder) {
        return listed.getOrDefault(holder, others);
    }
}
