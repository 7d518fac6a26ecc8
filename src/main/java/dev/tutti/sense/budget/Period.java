package dev.tutti.sense.budget;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** For how long an amount is to last, by the calendar in UTC. */
public enum Period {
    DAY("daily"),
    MONTH("monthly");

    private final String adjective;

    Period(String adjective) {
        this.adjective = adjective;
    }

    /** As people say it: a daily budget. */
    public String adjective() {
        return adjective;
    }

    /** The first day of the period in which the moment lies. */
    public LocalDate first(Instant moment) {
        LocalDate day = day(moment);
        return switch (this) {
            case DAY -> day;
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** The first day of the period after the one that begins on that day. */
    public LocalDate next(LocalDate first) {
        return switch (this) {
            case DAY -> first.plusDays(1);
            case MONTH -> first.plusMonths(1);
        };
    }

    /** The day of a moment. */
    public static LocalDate day(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
