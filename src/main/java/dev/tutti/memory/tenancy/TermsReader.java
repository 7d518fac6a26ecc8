package dev.tutti.memory.tenancy;

/** Reads what holds for a key; what is wrong is said with setting, value and what is allowed. */
public final class TermsReader {
    private TermsReader() {}

    /**
     * {@code at}: what stands before the name of a setting where it is given;
     * {@link dev.tutti.words.setting.ConfigurationProblem} when a setting is out of its range.
     */
    public static KeyTerms read(String at, TenancySettings.Terms given) {
        return new KeyTerms(KeyLimits.of(at, given));
    }
}
