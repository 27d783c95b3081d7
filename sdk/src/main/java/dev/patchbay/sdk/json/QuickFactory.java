package dev.patchbay.sdk.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

import java.io.OutputStream;

/** Makes generators that write long texts quickly; otherwise the library's. Thread-safe. */
final class QuickFactory extends JsonFactory {

    private static final long serialVersionUID = 1;

    QuickFactory(JsonFactoryBuilder builder) {
        super(builder);
    }

    @Override
    protected JsonGenerator _createUTF8Generator(
            ObjectWriteContext context, IOContext io, OutputStream out) {
        return context.getCharacterEscapes() != null || context.getPrettyPrinter() != null
                ? super._createUTF8Generator(context, io, out)
                : new QuickGenerator(
                        context,
                        io,
                        context.getStreamWriteFeatures(_streamWriteFeatures),
                        context.getFormatWriteFeatures(_formatWriteFeatures),
                        out,
                        context.getRootValueSeparator(_rootValueSeparator));
    }
}
