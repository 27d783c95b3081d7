package dev.patchbay.sdk.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.schema.Annotations;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** What a type says of the templates in its params. */
class ParamsRenderingTest {

    private static final Operations NONE = new Operations.SubActions(Map.of());

    @Test
    void everyStringUnlessDeclared() {
        assertThat(ConnectorType.named(".a", "A").operations(NONE).rendering())
                .isEqualTo(new ParamsRendering.EveryString());
        assertThat(
                        ConnectorType.named(".a", "A")
                                .rendering(new ParamsRendering.OnlyAnnotatedStrings())
                                .operations(NONE)
                                .rendering())
                .isEqualTo(new ParamsRendering.OnlyAnnotatedStrings());
    }

    @Test
    void jsonTextIsRenderedWithoutEscapeAndRemembersThatItIsJson() {
        Schema text = Schemas.string().described("L", "H").jsonTemplate();
        assertThat(text)
                .isEqualTo(
                        new Schema.Annotated(
                                Schemas.string(),
                                new Annotations("L", "H", false, EscapeMode.NONE, true)));
        assertThat(Schemas.string().template(EscapeMode.JSON))
                .isEqualTo(
                        new Schema.Annotated(
                                Schemas.string(),
                                new Annotations(null, null, false, EscapeMode.JSON)));
    }
}
