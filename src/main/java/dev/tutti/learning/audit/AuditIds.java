package dev.tutti.learning.audit;

import dev.tutti.words.chat.RequestId;

/** Names of audit calls and judges' calls: that of the request or row they belong to, with a number behind it. */
final class AuditIds {
    private static final int LONGEST = 80;

    private AuditIds() {}

    static RequestId of(RequestId audited, int number) {
        return named(audited, "-audit-" + number);
    }

    /** Of the plan that ran to be compared. */
    static RequestId ofPair(RequestId compared) {
        return named(compared, "-pair");
    }

    /** Of the newcomer that answered beside what was served. */
    static RequestId ofAnchor(RequestId served) {
        return named(served, "-anchor");
    }

    static RequestId ofJudge(RequestId judged, int number) {
        return named(judged, "-judge-" + number);
    }

    private static RequestId named(RequestId whose, String suffix) {
        String name = whose.value();
        if (name.length() + suffix.length() > LONGEST) {
            // A name from elsewhere may fill all the room: its hash keeps two long ones apart.
            name = name.substring(0, 40) + "-" + Integer.toHexString(name.hashCode());
        }
        return new RequestId(name + suffix);
    }
}
