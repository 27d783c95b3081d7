package dev.patchbay.net;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * URLs that were parsed already: connectors call the same few again and again. Bounded; what a text
 * parses to never changes. Thread-safe.
 */
final class KnownUrls {

    private static final int MOST = 10_000;

    /** Longer ones are seldom seen twice, and would make the bound mean nothing. */
    private static final int LONGEST = 512;

    private final Cache<String, Optional<WebUrl>> parsed =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    /** As {@link WebUrl#parse}. */
    @Nullable WebUrl parse(String text) {
        if (text.length() > LONGEST) {
            return WebUrl.parse(text);
        }
        Optional<WebUrl> known = parsed.getIfPresent(text);
        if (known == null) {
            known = Optional.ofNullable(WebUrl.parse(text));
            parsed.put(text, known);
        }
        return known.orElse(null);
    }
}
