package dev.patchbay.sdk.schema;

import static dev.patchbay.sdk.schema.Schemas.number;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Values.cross;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnnotationsTest {

    @Test
    void factsAddUpOnOneNode() {
        Annotations facts =
                Annotations.through(
                        string().secret().template(EscapeMode.JSON).described("A", "b"));
        assertThat(facts).isEqualTo(new Annotations("A", "b", true, EscapeMode.JSON));
    }

    @Test
    void factsAreSeenThroughEveryWrapper() {
        Schema inner = string().secret().template(EscapeMode.HTML).described("In", "inner");
        for (Schema wrapped :
                new Schema[] {
                    inner,
                    inner.nullable(),
                    inner.optional(),
                    inner.withDefault("x"),
                    inner.nullByDefault(),
                    inner.coerced(value -> value),
                    inner.orJsonText(),
                    inner.refined(Refinement.of(_ -> true, "x"))
                }) {
            assertThat(Annotations.through(wrapped))
                    .isEqualTo(new Annotations("In", "inner", true, EscapeMode.HTML));
        }
    }

    @Test
    void theOuterWordsWin() {
        assertThat(
                        Annotations.through(
                                string().described("In", "inner")
                                        .nullable()
                                        .described("Out", "outer")))
                .isEqualTo(new Annotations("Out", "outer", false, null));
    }

    @Test
    void factsOfPartsAreNotThoseOfTheWhole() {
        assertThat(Annotations.through(record(string().secret()))).isEqualTo(Annotations.NONE);
    }

    @Test
    void factsDoNotChangeWhatFits() {
        Schema schema = number(1.0, 2.0).described("N", "n").secret().template(EscapeMode.NONE);
        assertThat(cross(schema, "1")).isEqualTo("1");
        assertThat(cross(schema, "3")).isEqualTo("✖ Too big: expected number to be <=2");
    }
}
