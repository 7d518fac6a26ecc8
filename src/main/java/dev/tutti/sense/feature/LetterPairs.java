package dev.tutti.sense.feature;

/** Which letters often stand side by side in words of the languages of Europe: about half of all pairs. */
final class LetterPairs {
    /** What follows a, what follows b, and so on to z. */
    private static final String[] AFTER = {
        "bcdfgiklmnprstuvwy",
        "aeilourys",
        "aehiklortu",
        "aeiou",
        "abcdefglmnpqrstvwxy",
        "aefiloru",
        "aehilnoru",
        "aeiortuy",
        "acdefglmnoprstvz",
        "ou",
        "eins",
        "adefilosuyt",
        "abeimopsuy",
        "acdegikostuy",
        "bcdfiklmnoprstuvw",
        "aehiloprstu",
        "u",
        "acdegiklmnorstuy",
        "aceshiklmopqtuw",
        "aehiorstuyl",
        "bcdegilmnprst",
        "aeio",
        "aehinors",
        "aepct",
        "oesi",
        "eao"
    };

    /** One bit for each second letter. */
    private static final int[] COMMON = new int[26];

    static {
        for (int first = 0; first < COMMON.length; first++) {
            for (char second : AFTER[first].toCharArray()) {
                COMMON[first] |= 1 << (second - 'a');
            }
        }
    }

    private LetterPairs() {}

    /** Of two ASCII letters, whatever their case. */
    static boolean common(char first, char second) {
        return (COMMON[place(first)] >> place(second) & 1) == 1;
    }

    private static int place(char letter) {
        return (letter | 0x20) - 'a';
    }
}
