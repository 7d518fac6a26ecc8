package dev.tutti.serving.simulation;

/** The kinds of degradations: what was cut, without which models and how many. */
final class Cuts {
    private Cuts() {}

    static String kind(String what) {
        StringBuilder kinds = new StringBuilder();
        for (String one : what.split("; ", -1)) {
            kinds.append(kinds.isEmpty() ? "" : "; ")
                    .append(one.replaceAll(" instead of [a-z-]+\\(.*", " instead of the plan")
                            .replaceAll("[a-z]+/[a-z]+", "M")
                            .replaceAll("\\d+", "n"));
        }
        return kinds.toString();
    }
}
