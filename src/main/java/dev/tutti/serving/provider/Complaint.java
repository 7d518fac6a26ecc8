package dev.tutti.serving.provider;

import java.util.Optional;

/**
 * What a provider says is wrong with a request, in its own words, and the field it means when it names one. For the eyes
 * of whoever sent the request alone, since it may quote the prompt; our keys are taken out of it.
 */
public record Complaint(String message, Optional<String> param) {
    /** Says how long it is, since it may quote the prompt. */
    @Override
    public String toString() {
        return "Complaint[" + message.length() + " characters]";
    }
}
