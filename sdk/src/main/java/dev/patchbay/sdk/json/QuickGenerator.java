package dev.patchbay.sdk.json;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.UTF8JsonGenerator;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes long ASCII texts eight characters at a time where nothing is to be escaped: what a webhook
 * was sent comes back in its answer, and the library looks at each character. Not thread-safe.
 */
final class QuickGenerator extends UTF8JsonGenerator {

    /** A shorter text gains nothing. */
    static final int LEAST = 64;

    /** Characters at a time; escaped they still fit into the library's buffer of 8 000 bytes. */
    static final int CHUNK = 1024;

    private static final int MOST_FOR_ONE = 6;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    QuickGenerator(
            ObjectWriteContext context,
            IOContext io,
            int streamFeatures,
            int formatFeatures,
            OutputStream out,
            @Nullable SerializableString separator) {
        super(context, io, streamFeatures, formatFeatures, out, separator, null, null, 0, '"');
    }

    @Override
    public JsonGenerator writeString(@Nullable String text) {
        if (text == null || text.length() < LEAST) {
            return super.writeString(text);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return isAscii(text, utf8) ? writeAscii(utf8) : super.writeString(text);
    }

    /** Half a surrogate pair becomes one byte too, a question mark. */
    private static boolean isAscii(String text, byte[] utf8) {
        return utf8.length == text.length()
                && new String(utf8, StandardCharsets.ISO_8859_1).equals(text);
    }

    private JsonGenerator writeAscii(byte[] text) {
        _verifyValueWrite(WRITE_STRING);
        for (int from = 0; from < text.length; from += CHUNK) {
            if (_outputTail + 2 + MOST_FOR_ONE * CHUNK > _outputEnd) {
                _flushBuffer();
            }
            if (from == 0) {
                _outputBuffer[_outputTail++] = '"';
            }
            escape(text, from, Math.min(from + CHUNK, text.length));
        }
        _outputBuffer[_outputTail++] = '"';
        return this;
    }

    private void escape(byte[] text, int from, int end) {
        int kept = from;
        int at = from;
        while (at < end) {
            if (end - at >= Long.BYTES && plain((long) LONGS.get(text, at))) {
                at += Long.BYTES;
                continue;
            }
            int stop = Math.min(at + Long.BYTES, end);
            for (; at < stop; at++) {
                byte one = text[at];
                if (one < ' ' || one == '"' || one == '\\') {
                    keep(text, kept, at);
                    escape(one);
                    kept = at + 1;
                }
            }
        }
        keep(text, kept, end);
    }

    /** Whether none of eight ASCII characters is a control character, a quote or a backslash. */
    private static boolean plain(long eight) {
        long quotes = eight ^ ('"' * ONES);
        long slashes = eight ^ ('\\' * ONES);
        return (((eight - ' ' * ONES) | (quotes - ONES) | (slashes - ONES)) & HIGH) == 0;
    }

    private void keep(byte[] text, int from, int end) {
        System.arraycopy(text, from, _outputBuffer, _outputTail, end - from);
        _outputTail += end - from;
    }

    private void escape(byte one) {
        _outputBuffer[_outputTail++] = '\\';
        byte letter =
                switch (one) {
                    case '\b' -> 'b';
                    case '\t' -> 't';
                    case '\n' -> 'n';
                    case '\f' -> 'f';
                    case '\r' -> 'r';
                    case '"', '\\' -> one;
                    default -> 'u';
                };
        _outputBuffer[_outputTail++] = letter;
        if (letter == 'u') {
            _outputBuffer[_outputTail++] = '0';
            _outputBuffer[_outputTail++] = '0';
            _outputBuffer[_outputTail++] = HEX[one >> 4];
            _outputBuffer[_outputTail++] = HEX[one & 0xF];
        }
    }
}
