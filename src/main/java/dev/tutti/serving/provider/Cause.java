package dev.tutti.serving.provider;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Why a connection failed, in words that are safe to show: never the text of an exception, which may quote anything. */
final class Cause {
    private Cause() {}

    static String of(Throwable failure) {
        return switch (failure) {
            case UnknownHostException _ -> "unknown host";
            case ConnectException _ -> "refused or timed out";
            case TimeoutException _ -> "timed out";
            case SSLException _ -> "TLS failed";
            default -> failure.getClass().getSimpleName();
        };
    }
}
