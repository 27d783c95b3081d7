package dev.patchbay.server.savedobjects;

import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form with a file, as browsers and curl send it. */
public final class Form {

    private static final String BOUNDARY = "----patchbay-test";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** A text file. */
    public Form file(String fileName, String content) {
        return file(fileName, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A file. */
    public Form file(String fileName, byte[] content) {
        head("name=\"file\"; filename=\"" + fileName + "\"\r\nContent-Type: application/ndjson");
        body.writeBytes(content);
        return text("\r\n");
    }

    /** A plain field. */
    public Form field(String name, String value) {
        head("name=\"" + name + "\"");
        return text(value + "\r\n");
    }

    private void head(String rest) {
        text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + rest + "\r\n\r\n");
    }

    private Form text(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Sends it as somebody. */
    public Reply send(TestNode node, String authorization, String path) {
        text("--" + BOUNDARY + "--\r\n");
        return node.client.call(
                authorization,
                "POST",
                path,
                body.toByteArray(),
                "Content-Type",
                "multipart/form-data; boundary=" + BOUNDARY);
    }

    static Reply importing(TestNode node, String path, String ndjson) {
        return new Form().file("export.ndjson", ndjson).send(node, TestNode.ROOT, path);
    }
}
