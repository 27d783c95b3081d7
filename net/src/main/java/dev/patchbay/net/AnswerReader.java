package dev.patchbay.net;

import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads an answer from a link, whole and within bounds. */
final class AnswerReader {

    /** What follows the end of a compressed body: the rest of the framing. */
    private static final int LONGEST_TAIL = 4096;

    /** Room that a peer gets for the mere word that so much will come. */
    private static final int MOST_TRUSTED = 65_536;

    private AnswerReader() {}

    /**
     * A read answer.
     *
     * @param reusable whether the link may carry another request
     */
    record Read(HttpResult result, boolean reusable) {}

    /** The final status line and headers; interim answers (1xx) are passed over. */
    static ClassicHttpResponse head(Link link) throws IOException, HttpException {
        link.input().beginHead();
        while (true) {
            ClassicHttpResponse response = link.receiveResponseHeader();
            if (response.getCode() == 101) {
                throw new ProtocolException("nobody asked to switch protocols");
            }
            if (response.getCode() >= 200) {
                if (!link.input().endHead()) {
                    throw new ConnectionClosedException();
                }
                return response;
            }
        }
    }

    /** The body behind a head, decompressed, at most {@code limit} bytes. */
    static Read reply(Link link, ClassicHttpResponse head, ClassicHttpRequest request, long limit)
            throws IOException, HttpException {
        Headers headers = Headers.later(() -> fields(head));
        byte[] body = new byte[0];
        boolean whole = true;
        if (MessageSupport.canResponseHaveBody(request.getMethod(), head)) {
            link.receiveResponseEntity(head);
            HttpEntity entity = head.getEntity();
            if (entity.getContentLength() > limit) {
                return tooLarge(limit, head);
            }
            InputStream raw = entity.getContent();
            List<String> codings = Decoding.codings(contentEncoding(head));
            int most = (int) Math.min(limit, Integer.MAX_VALUE - 16);
            body =
                    codings.isEmpty()
                            ? plain(raw, entity.getContentLength(), most)
                            : Decoding.read(raw, codings, most + 1);
            if (body.length > most) {
                return tooLarge(limit, head);
            }
            if (!codings.isEmpty()) {
                headers = headers.without("Content-Encoding").without("Content-Length");
                whole = raw.readNBytes(LONGEST_TAIL).length < LONGEST_TAIL;
            }
        }
        // Our requests always ask to keep it.
        boolean reusable =
                whole
                        && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
                                null, head, HttpCoreContext.create())
                        && !link.leftover();
        return new Read(new HttpReply(head.getCode(), phrase(head), headers, body), reusable);
    }

    /** One more byte than allowed tells that there are too many. */
    private static byte[] plain(InputStream raw, long length, int most) throws IOException {
        if (length < 0 || length > MOST_TRUSTED) {
            return raw.readNBytes(most + 1);
        }
        byte[] body = new byte[(int) length];
        if (raw.readNBytes(body, 0, body.length) < body.length) {
            throw new ConnectionClosedException();
        }
        return body;
    }

    /** From the status line, else the standard one, else nothing. */
    static String phrase(ClassicHttpResponse head) {
        String given = head.getReasonPhrase();
        if (given != null && !given.isEmpty()) {
            return given;
        }
        String standard =
                EnglishReasonPhraseCatalog.INSTANCE.getReason(head.getCode(), Locale.ROOT);
        return standard == null ? "" : standard;
    }

    private static List<Headers.Field> fields(ClassicHttpResponse head) {
        List<Headers.Field> fields = new ArrayList<>();
        for (Header header : head.getHeaders()) {
            fields.add(new Headers.Field(header.getName(), value(header)));
        }
        return fields;
    }

    private static String contentEncoding(ClassicHttpResponse head) {
        Header first = head.getFirstHeader("Content-Encoding");
        return first == null ? "" : value(first);
    }

    private static String value(Header header) {
        String value = header.getValue();
        return value == null ? "" : value;
    }

    private static Read tooLarge(long limit, ClassicHttpResponse head) {
        return new Read(NodeErrors.tooLarge(limit, head.getCode()), false);
    }
}
