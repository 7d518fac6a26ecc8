package dev.tutti.memory.modelstore;

import java.util.List;
import java.util.Optional;

/** The certificates of one release, one for each segment: {@code certificates.json}. */
public record Certificates(List<Certificate> certificates) {
    public static final Certificates NONE = new Certificates(List.of());

    public Certificates {
        certificates = List.copyOf(certificates);
    }

    /** Of the segment that a request with this task is in. */
    public Optional<Certificate> of(String task) {
        return segment(task).or(() -> segment(Certificate.OTHERS));
    }

    private Optional<Certificate> segment(String name) {
        return certificates.stream()
                .filter(certificate -> certificate.segment().equals(name))
                .findFirst();
    }
}
