package dev.tutti.memory.modelstore;

/** How much of a raw prediction is the cluster table's (level 0); the rest is the success model's (level 1). */
public record Blend(double tableShare) {
    public Blend {
        if (!(tableShare >= 0 && tableShare <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1, was " + tableShare);
        }
    }

    double of(double table, double model) {
        return tableShare * table + (1 - tableShare) * model;
    }
}
