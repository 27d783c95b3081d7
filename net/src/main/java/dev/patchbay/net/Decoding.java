package dev.patchbay.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Undoes {@code Content-Encoding}: what {@link #ACCEPTED} names and nothing else. */
final class Decoding {

    /** The value of {@code Accept-Encoding}. Kibana also offers compress and br. */
    static final String ACCEPTED = "gzip, deflate";

    /** Encodings on top of each other that are still undone. */
    private static final int MOST_LAYERS = 5;

    private static final int ZLIB_METHOD = 8;

    private Decoding() {}

    /**
     * The codings to undo, last applied first; none when one of them is unknown.
     *
     * @param value of {@code Content-Encoding}
     */
    static List<String> codings(String value) {
        if (value.isEmpty()) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        for (String part : value.toLowerCase(Locale.ROOT).split(",", -1)) {
            String coding = part.strip();
            switch (coding) {
                case "", "identity" -> {}
                case "gzip", "x-gzip", "deflate" -> found.addFirst(coding);
                default -> {
                    return List.of();
                }
            }
        }
        return found.size() > MOST_LAYERS ? List.of() : found;
    }

    /** At most {@code most} decoded bytes. Does not close {@code raw}. */
    static byte[] read(InputStream raw, List<String> codings, int most) throws IOException {
        InputStream shield =
                new FilterInputStream(raw) {
                    @Override
                    public void close() {
                        // Closing would read the peer's bytes to their end.
                    }
                };
        PushbackInputStream first = new PushbackInputStream(shield, 1);
        int start = first.read();
        if (start < 0) {
            return new byte[0];
        }
        first.unread(start);
        InputStream decoded = first;
        try {
            for (String coding : codings) {
                decoded =
                        coding.equals("deflate") ? inflater(decoded) : new GZIPInputStream(decoded);
            }
            return decoded.readNBytes(most);
        } finally {
            decoded.close();
        }
    }

    /** Deflate is zlib by the RFC and bare in the wild. */
    private static InputStream inflater(InputStream in) throws IOException {
        PushbackInputStream pushback = new PushbackInputStream(in, 1);
        int first = pushback.read();
        if (first < 0) {
            throw new ZipException("empty");
        }
        pushback.unread(first);
        boolean zlib = (first & 0x0F) == ZLIB_METHOD;
        return new OwnedInflaterStream(pushback, new Inflater(!zlib));
    }

    /** Frees the native memory of its inflater. */
    private static final class OwnedInflaterStream extends InflaterInputStream {
        OwnedInflaterStream(InputStream in, Inflater inflater) {
            super(in, inflater);
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }
}
