package dev.patchbay.server.http;

import dev.patchbay.sdk.http.Headers;

import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.util.Blocker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parts of a {@code multipart/form-data} body (RFC 7578), all in memory. Stateless. */
public final class FormParts {

    private static final int MOST_PARTS = 20;

    private FormParts() {}

    /**
     * One part.
     *
     * @param fileName empty for a plain field
     */
    public record Part(Optional<String> fileName, byte[] content) {
        /** Without the content, which may be secret. */
        @Override
        public String toString() {
            return "Part[" + fileName.orElse("") + ", " + content.length + " bytes]";
        }
    }

    /** What came of reading a body. */
    public sealed interface Result {}

    /** The parts by their names; of two with one name the first counts. */
    public record Parts(Map<String, Part> byName) implements Result {}

    /** Another media type, or no boundary. */
    public record NotForm() implements Result {}

    /** Cut off, or not what its boundary says. */
    public record Broken() implements Result {}

    /** Reads a body that the request's headers describe. */
    public static Result read(Headers headers, byte[] body) {
        String type = headers.first("content-type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return new NotForm();
        }
        String boundary = MultiPart.extractBoundary(type);
        if (boundary == null || boundary.isEmpty()) {
            return new NotForm();
        }
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
        parser.setMaxParts(MOST_PARTS);
        parser.setMaxMemoryFileSize(-1);
        parser.setUseFilesForPartsWithoutFileName(false);
        try (Blocker.Promise<MultiPartFormData.Parts> parsed = Blocker.promise()) {
            // All of it is at hand: nothing is waited for.
            parser.parse(new ByteBufferContentSource(ByteBuffer.wrap(body)), parsed);
            try (MultiPartFormData.Parts parts = parsed.block()) {
                return new Parts(byName(parts));
            }
        } catch (IOException | RuntimeException e) {
            return new Broken();
        }
    }

    private static Map<String, Part> byName(MultiPartFormData.Parts parts) throws IOException {
        Map<String, Part> byName = new LinkedHashMap<>();
        for (MultiPart.Part part : parts) {
            String name = part.getName();
            if (name != null) {
                byName.putIfAbsent(
                        name, new Part(Optional.ofNullable(part.getFileName()), bytes(part)));
            }
        }
        return byName;
    }

    private static byte[] bytes(MultiPart.Part part) throws IOException {
        ByteBuffer content = Content.Source.asByteBuffer(part.getContentSource());
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }
}
