package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.Certificate;

/** The certificate of the segment that a request is in, of the release that decides, and whether it is suspended. */
public record Promise(String release, Certificate certificate, boolean suspended) {
    /** Whether the mean score on requests like this one is promised now. */
    public boolean holds() {
        return certificate.verdict() instanceof Certificate.Certified && !suspended;
    }

    /** The margin that serves: the certified one, a wider one when suspended, else the one that is configured. */
    double margin(double configured) {
        return switch (certificate.verdict()) {
            case Certificate.Certified certified -> suspended ? certified.safest() : certified.margin();
            case Certificate.Infeasible infeasible -> configured;
        };
    }
}
