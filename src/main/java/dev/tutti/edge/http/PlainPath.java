package dev.tutti.edge.http;

import java.util.regex.Pattern;

/** A path without what changes nothing of where it leads: parameters of its segments, empty ones, a slash at its end. */
final class PlainPath {
    private static final Pattern UNTOLD = Pattern.compile(";[^/]*|/(?=/)");

    private PlainPath() {}

    static String of(String path) {
        return UNTOLD.matcher(path).replaceAll("").replaceFirst("/$", "");
    }
}
