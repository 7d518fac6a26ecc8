package dev.tutti.serving.provider;

/** An API key; it shows itself only to whoever writes the header. */
record Secret(String value) {
    /** {@code Bearer ...}, for the header {@code Authorization}. */
    String bearer() {
        return "Bearer " + value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
