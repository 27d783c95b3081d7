package dev.patchbay.server.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one place where paths are taken apart, before any decision is made from them: split on {@code
 * /} first, then each segment decoded on its own, so that {@code %2F} is part of a name and never a
 * separator.
 *
 * @param spaceId from {@code /s/{space}}; empty without the prefix
 * @param segments decoded; the path {@code /} is one empty segment
 */
record RequestPath(Optional<String> spaceId, List<String> segments) {

    /** What came of a path. */
    sealed interface Result {
        /** Usable. */
        record Parsed(RequestPath path) implements Result {}

        /**
         * No route can be there: outside of the base path, dot segments, a space id that cannot
         * exist.
         */
        record Nowhere() implements Result {}

        /** Not decodable: a broken escape, bytes that are no UTF-8, U+0000. */
        record Malformed() implements Result {}
    }

    private static final Result NOWHERE = new Result.Nowhere();
    private static final Result MALFORMED = new Result.Malformed();

    /**
     * Takes a path apart.
     *
     * @param raw as sent, without the query
     * @param strip base path that this server strips itself, or empty
     */
    static Result parse(String raw, String strip) {
        String path = raw;
        if (!strip.isEmpty()) {
            if (!path.startsWith(strip)) {
                return NOWHERE;
            }
            path = path.substring(strip.length());
            if (path.isEmpty()) {
                path = "/";
            }
        }
        if (path.isEmpty() || path.charAt(0) != '/') {
            return NOWHERE;
        }
        List<String> segments = new ArrayList<>(8);
        int start = 1;
        while (true) {
            int end = path.indexOf('/', start);
            String segment = path.substring(start, end < 0 ? path.length() : end);
            if (segment.indexOf('%') >= 0) {
                Optional<String> decoded = decode(segment);
                if (decoded.isEmpty()) {
                    return MALFORMED;
                }
                segment = decoded.get();
            }
            if (segment.indexOf('\0') >= 0) {
                return MALFORMED;
            }
            if (segment.equals(".") || segment.equals("..")) {
                return NOWHERE;
            }
            segments.add(segment);
            if (end < 0) {
                break;
            }
            start = end + 1;
        }
        if (!segments.getFirst().equals("s") || segments.size() == 1) {
            return new Result.Parsed(new RequestPath(Optional.empty(), segments));
        }
        String space = segments.get(1);
        if (!isSpaceId(space)) {
            return NOWHERE;
        }
        List<String> rest =
                segments.size() == 2 ? List.of("") : segments.subList(2, segments.size());
        return new Result.Parsed(new RequestPath(Optional.of(space), rest));
    }

    /** {@code ^[a-z0-9_\-]+$}. */
    private static boolean isSpaceId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' && c != '-') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Percent-decodes; empty for a broken escape or bytes that are no UTF-8. */
    static Optional<String> decode(String text) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
        ByteBuffer bytes = ByteBuffer.allocate(encoded.remaining());
        while (encoded.hasRemaining()) {
            byte b = encoded.get();
            if (b != '%') {
                bytes.put(b);
                continue;
            }
            if (encoded.remaining() < 2) {
                return Optional.empty();
            }
            int high = Character.digit(encoded.get(), 16);
            int low = Character.digit(encoded.get(), 16);
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.put((byte) (high << 4 | low));
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
