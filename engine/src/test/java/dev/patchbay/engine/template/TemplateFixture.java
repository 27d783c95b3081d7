package dev.patchbay.engine.template;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Objects;

/** Rendering in one line, and case files. */
final class TemplateFixture {

    /** With the product's limits, but that of time: a machine that stalls is no wrong template. */
    static final Templates TEMPLATES =
            new Templates(
                    new TemplateLimits(
                            TemplateLimits.DEFAULT.outputBytes(),
                            TemplateLimits.DEFAULT.depth(),
                            TemplateLimits.DEFAULT.steps(),
                            Duration.ofMinutes(2)),
                    Clock.system(),
                    IdSource.random(),
                    ZoneOffset.UTC);

    private TemplateFixture() {}

    static String render(String template, String variables) {
        return render(template, EscapeMode.NONE, variables);
    }

    static String render(String template, EscapeMode mode, String variables) {
        return rendered(template, mode, variables).text();
    }

    static Rendered rendered(String template, EscapeMode mode, String variables) {
        return TEMPLATES.render(template, mode, variables(variables));
    }

    static TemplateVariables variables(String json) {
        return TemplateVariables.of((ObjectNode) Json.read(json));
    }

    /** A JSON file of the class path. */
    static JsonNode cases(String resource) {
        try (InputStream in = TemplateFixture.class.getResourceAsStream("/" + resource)) {
            return Json.read(Objects.requireNonNull(in, resource).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
