package dev.patchbay.engine.eventlog;

import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.WireRetry;
import dev.patchbay.sdk.time.IsoTime;

import java.time.Instant;

/**
 * {@code error.message} of an event: message, then service message, then the retry note
 * (contract/actions-api.md, section 11.1). Stateless.
 */
public final class ErrorText {

    private static final String CUT = "…";

    private ErrorText() {}

    /** The text of a failure, which has been redacted; too long texts keep their retry note. */
    public static String of(Failed failed) {
        String text =
                failed.serviceMessage()
                        .map(service -> failed.message() + ": " + service)
                        .orElse(failed.message());
        String note =
                switch (failed.wireRetry()) {
                    case WireRetry.Absent _ -> "";
                    case WireRetry.Flag(boolean again) -> again ? "; retry: true" : "";
                    case WireRetry.At(Instant time) -> "; retry at " + IsoTime.text(time);
                };
        return cut(text, ExecutionRecord.LONGEST_TEXT - note.length()) + note;
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - CUT.length();
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + CUT;
    }
}
