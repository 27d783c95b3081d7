package dev.patchbay.server.http;

import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.settings.ServerSettings;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names requests in log lines: {@code X-Opaque-Id} from those who are trusted with it ({@code
 * server.requestId}), else a random prefix of this process and a number. Thread-safe.
 */
final class RequestIds {

    /** Longest id that is taken over; a longer one is cut. */
    private static final int LONGEST = 256;

    private final boolean fromAny;
    private final Set<String> allowlist;
    private final String prefix;
    private final AtomicLong count = new AtomicLong();

    RequestIds(ServerSettings settings, IdSource ids) {
        fromAny = settings.opaqueIdFromAnyIp();
        allowlist = Set.copyOf(settings.opaqueIdAllowlist());
        prefix = ids.uuid().substring(0, 8) + "-";
    }

    String of(@Nullable String opaque, String address) {
        if (opaque != null && !opaque.isEmpty() && (fromAny || allowlist.contains(address))) {
            String printable = opaque.replaceAll("[^\\x21-\\x7e]", "_");
            return printable.substring(0, Math.min(printable.length(), LONGEST));
        }
        return prefix + count.incrementAndGet();
    }
}
