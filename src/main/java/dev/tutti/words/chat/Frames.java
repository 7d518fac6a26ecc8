package dev.tutti.words.chat;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a log may hold of a throwable: its class and first frames, never its message, which may hold what somebody wrote. */
public final class Frames {
    private static final int MOST = 12;

    private Frames() {}

    /** On as many lines as there are frames, and one. */
    public static String of(Throwable thrown) {
        return Stream.of(thrown.getStackTrace())
                .limit(MOST)
                .map(frame -> "\n\tat " + frame)
                .collect(Collectors.joining("", thrown.getClass().getName(), ""));
    }
}
