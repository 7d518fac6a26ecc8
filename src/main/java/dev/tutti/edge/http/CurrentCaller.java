package dev.tutti.edge.http;

import dev.tutti.memory.tenancy.Caller;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who calls, of one HTTP request; set by {@link Gate} before any endpoint runs. */
@RequestScoped
class CurrentCaller {

    private Optional<Caller> caller = Optional.empty();

    void is(Caller who) {
        caller = Optional.of(who);
    }

    Caller get() {
        return caller.orElseThrow(() -> Refusal.of(ErrorCode.FORBIDDEN, "nobody was let in"));
    }
}
