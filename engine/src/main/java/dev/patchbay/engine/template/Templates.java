package dev.patchbay.engine.template;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.patchbay.sdk.connector.ValueRenderer;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;

import java.time.ZoneId;
import java.util.Map;

/**
 * Renders templates within limits; keeps parsed ones. Thread-safe. No I/O, and the same result for
 * the same input but for {@code random()}.
 */
public final class Templates {

    /** Characters of template text that are kept parsed. */
    private static final long KEPT_CHARACTERS = 4L << 20;

    private final TemplateLimits limits;
    private final Clock clock;
    private final Map<String, Lambda> lambdas;
    private final Cache<String, Template> compiled =
            Caffeine.newBuilder()
                    .maximumWeight(KEPT_CHARACTERS)
                    .weigher((String source, Template template) -> source.length() + 16)
                    .build();

    /**
     * Templates with all lambdas.
     *
     * @param random where {@code random()} gets its numbers from
     * @param local the zone of dates that name none
     */
    public Templates(TemplateLimits limits, Clock clock, IdSource random, ZoneId local) {
        this.limits = limits;
        this.clock = clock;
        this.lambdas = Lambdas.all(random, local);
    }

    /** A text as a template, parsed at its first use. */
    public Template compile(String source) {
        return compiled.get(source, Template::compile);
    }

    /** Renders one text. Never throws for what text and variables hold. */
    public Rendered render(String source, EscapeMode mode, TemplateVariables variables) {
        return session(variables).render(source, mode);
    }

    /** Renders the texts of one action, which share the limits. */
    TemplateSession session(TemplateVariables variables) {
        return session(variables, lambdas);
    }

    /** As {@link #session(TemplateVariables)}, with these functions only. */
    TemplateSession session(TemplateVariables variables, Map<String, Lambda> functions) {
        return new TemplateSession(this, functions, new Budget(limits, clock), variables);
    }

    /** The renderer for templates in a connector's config, over values it has encoded. */
    public ValueRenderer valueRenderer() {
        return new ValueTemplates(this);
    }
}
