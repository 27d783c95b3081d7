package dev.patchbay.server.http;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Reads bodies: at most so many bytes, within a time, JSON parsed once from the bytes. Blocks a
 * virtual thread; a slow sender costs no other one anything. Thread-safe.
 */
final class PayloadReader {

    /** Longest time for which the rest of a body is read that nobody wants. */
    static final Duration LINGERING = Duration.ofSeconds(5);

    /** Most bytes of it. */
    static final long MOST_LINGERING = 64L << 20;

    private static final long MOST_IN_PASSING = 65_536;

    private static final byte[] NOTHING = {};

    private final long maxPayload;
    private final Duration timeout;
    private final Clock clock;

    PayloadReader(long maxPayload, Duration timeout, Clock clock) {
        this.maxPayload = maxPayload;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Reads JSON. */
    Payload readJson(Request request, Admission.Room room) {
        return switch (read(request, maxPayload, room)) {
            case Payload.Raw(byte[] bytes) -> json(request, bytes);
            case Payload failure -> failure;
        };
    }

    /** Reads up to {@code limit} bytes of any type. */
    Payload readRaw(Request request, long limit, Admission.Room room) {
        return read(request, limit, room);
    }

    private static Payload json(Request request, byte[] bytes) {
        if (bytes.length == 0) {
            return new Payload.JsonValue(Optional.empty());
        }
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (!isJson(type)) {
            return new Payload.UnsupportedType(type);
        }
        if (!isPlainUtf8(bytes)) {
            return new Payload.Malformed();
        }
        try {
            return new Payload.JsonValue(Optional.of(Json.read(bytes)));
        } catch (JacksonException e) {
            return new Payload.Malformed();
        }
    }

    /** {@code application/json}, {@code application/…+json}, or not said. */
    private static boolean isJson(@Nullable String type) {
        if (type == null || type.equals("application/json")) {
            return true;
        }
        int semicolon = type.indexOf(';');
        String media =
                (semicolon < 0 ? type : type.substring(0, semicolon))
                        .strip()
                        .toLowerCase(Locale.ROOT);
        return media.equals("application/json")
                || (media.startsWith("application/") && media.endsWith("+json"));
    }

    /**
     * Strict UTF-8; the parser alone would also guess UTF-16 and UTF-32, which always hold zero
     * bytes here.
     */
    private static boolean isPlainUtf8(byte[] bytes) {
        boolean ascii = true;
        for (byte b : bytes) {
            if (b <= 0) {
                if (b == 0) {
                    return false;
                }
                ascii = false;
                break;
            }
        }
        if (ascii) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            return false;
        }
        for (byte b : bytes) {
            if (b == 0) {
                return false;
            }
        }
        return true;
    }

    private Payload read(Request request, long limit, Admission.Room room) {
        long declared = request.getLength();
        if (declared > limit) {
            return new Payload.TooLarge(limit);
        }
        if (declared == 0) {
            return new Payload.Raw(NOTHING);
        }
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (encoding != null && !encoding.equals("identity")) {
            return decompressed(request, limit, encoding.toLowerCase(Locale.ROOT), room);
        }
        return room.take(declared, timeout)
                ? bytes(request, limit, declared, room)
                : new Payload.Crowded();
    }

    /**
     * Reads what is left of a body and throws it away, for at most {@link #MOST_LINGERING} bytes
     * and {@link #LINGERING}, then runs {@code then}. A connection that is closed with unread bytes
     * is reset, and the reset takes the answer away from a client that is still sending (RFC 9112,
     * section 9.6). Does not block: what has come is read at once, more by a thread of its own.
     */
    void discardRest(Request request, Runnable then) {
        long discarded = 0;
        while (discarded <= MOST_IN_PASSING) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                break;
            }
            discarded += chunk.remaining();
            if (ends(chunk)) {
                then.run();
                return;
            }
        }
        Thread.ofVirtual()
                .name("request-rest")
                .start(() -> {
                    try {
                        discard(request);
                    } finally {
                        then.run();
                    }
                });
    }

    private void discard(Request request) {
        long deadline = clock.nanoTime() + LINGERING.toNanos();
        long discarded = 0;
        while (discarded <= MOST_LINGERING) {
            Content.Chunk chunk = request.read();
            if (chunk != null) {
                discarded += chunk.remaining();
                if (ends(chunk)) {
                    return;
                }
            } else if (!Arrivals.of(request).await(deadline - clock.nanoTime())) {
                return;
            }
        }
    }

    private static boolean ends(Content.Chunk chunk) {
        boolean ends = Content.Chunk.isFailure(chunk) || chunk.isLast();
        chunk.release();
        return ends;
    }

    private Payload bytes(Request request, long limit, long declared, Admission.Room room) {
        ByteArrayOutputStream collected = null;
        long deadline = 0;
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                deadline = deadline == 0 ? clock.nanoTime() + timeout.toNanos() : deadline;
                if (!Arrivals.of(request).await(deadline - clock.nanoTime())) {
                    return new Payload.Late();
                }
                continue;
            }
            if (Content.Chunk.isFailure(chunk)) {
                return new Payload.Broken();
            }
            ByteBuffer buffer = chunk.getByteBuffer();
            int size = buffer.remaining();
            boolean last = chunk.isLast();
            byte[] bytes = size == 0 ? NOTHING : new byte[size];
            buffer.get(bytes);
            chunk.release();
            if (collected == null && (last || size == declared)) {
                return size > limit ? new Payload.TooLarge(limit) : new Payload.Raw(bytes);
            }
            if (collected == null) {
                collected = new ByteArrayOutputStream(Math.clamp(declared, 1024, 65_536));
            }
            collected.writeBytes(bytes);
            if (collected.size() > limit) {
                return new Payload.TooLarge(limit);
            }
            if (collected.size() > Admission.SMALL_BODY && !room.take(limit, timeout)) {
                return new Payload.Crowded();
            }
            if (last) {
                return new Payload.Raw(collected.toByteArray());
            }
        }
    }

    /**
     * Waits for chunks of one request. It outlives a wait that came to nothing, since what was
     * asked of Jetty then is still to be answered and must not be asked again. Used by one thread
     * at a time.
     */
    private static final class Arrivals {

        private static final String ATTRIBUTE = Arrivals.class.getName();

        private final Request request;
        private final Semaphore arrived = new Semaphore(0);
        private boolean asked;

        private Arrivals(Request request) {
            this.request = request;
        }

        static Arrivals of(Request request) {
            if (request.getAttribute(ATTRIBUTE) instanceof Arrivals known) {
                return known;
            }
            Arrivals first = new Arrivals(request);
            request.setAttribute(ATTRIBUTE, first);
            return first;
        }

        /** Waits for the next chunk; false when the time is up. */
        boolean await(long nanos) {
            if (!asked) {
                asked = true;
                request.demand(
                        Invocable.from(Invocable.InvocationType.NON_BLOCKING, arrived::release));
            }
            try {
                asked = !arrived.tryAcquire(nanos, TimeUnit.NANOSECONDS);
                return !asked;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private Payload decompressed(
            Request request, long limit, String encoding, Admission.Room room) {
        if (!encoding.equals("gzip") && !encoding.equals("x-gzip") && !encoding.equals("deflate")) {
            return new Payload.UnsupportedType(encoding);
        }
        if (!room.take(limit, timeout)) {
            return new Payload.Crowded();
        }
        Payload compressed = bytes(request, limit, request.getLength(), room);
        if (!(compressed instanceof Payload.Raw(byte[] bytes))) {
            return compressed;
        }
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        try (InputStream plain =
                encoding.equals("deflate")
                        ? new InflaterInputStream(in)
                        : new GZIPInputStream(in)) {
            byte[] all = plain.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
            return all.length > limit ? new Payload.TooLarge(limit) : new Payload.Raw(all);
        } catch (IOException e) {
            return new Payload.Malformed();
        }
    }
}
