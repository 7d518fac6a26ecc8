package dev.tutti.serving.execution;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What an aggregator meant when it was asked for a number. */
final class Selection {
    private Selection() {}

    /** The proposal whose number, and no other proposal's, stands in the reply; empty when that is not clear. */
    static Optional<Proposal> of(String reply, List<Proposal> shown) {
        SortedSet<Integer> named = new TreeSet<>();
        int number = 0;
        boolean inNumber = false;
        for (char c : (reply + ' ').toCharArray()) {
            if (c >= '0' && c <= '9') {
                // Saturates above any number of proposals, so no reply overflows it.
                number = Math.min(shown.size() + 1, number * 10 + (c - '0'));
                inNumber = true;
            } else if (inNumber) {
                if (number >= 1 && number <= shown.size()) {
                    named.add(number);
                }
                number = 0;
                inNumber = false;
            }
        }
        return named.size() == 1 ? Optional.of(shown.get(named.getFirst() - 1)) : Optional.empty();
    }
}
