package dev.patchbay.server.savedobjects;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.FormParts;

import java.util.Map;

/** The form that carries a file. */
sealed interface ImportForm {

    /** A file and what came with it. */
    record File(byte[] content, Map<String, FormParts.Part> parts) implements ImportForm {
        @Override
        public String toString() {
            return "File[" + content.length + " bytes]";
        }
    }

    /** No file of the right name. */
    record Refused(Answer answer) implements ImportForm {}

    /**
     * Reads it.
     *
     * @param extension what the name of the file has to end with
     */
    static ImportForm read(Exchange exchange, String extension) {
        return switch (FormParts.read(exchange.headers(), exchange.content())) {
            case FormParts.NotForm _ -> new Refused(Answer.error(415, "Unsupported Media Type"));
            case FormParts.Broken _ ->
                    new Refused(Answer.error(400, "Invalid multipart payload format"));
            case FormParts.Parts(Map<String, FormParts.Part> parts) -> file(parts, extension);
        };
    }

    private static ImportForm file(Map<String, FormParts.Part> parts, String extension) {
        FormParts.Part file = parts.get("file");
        if (file == null || file.fileName().isEmpty()) {
            return new Refused(
                    Answer.error(
                            400,
                            "[request body.file]: expected value of type [Stream] but got ["
                                    + (file == null ? "undefined" : "string")
                                    + "]"));
        }
        String name = file.fileName().get();
        String found = name.lastIndexOf('.') < 0 ? "" : name.substring(name.lastIndexOf('.'));
        return found.equals(extension)
                ? new File(file.content(), parts)
                : new Refused(Answer.error(400, "Invalid file extension " + found));
    }
}
