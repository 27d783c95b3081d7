package dev.patchbay.engine.template.variables;

import java.util.Optional;

/** Where a rule is seen (templating.md, section 6.4). */
public final class RuleUrl {

    private static final String RULE_PAGE =
            "/app/management/insightsAndAlerting/triggersActions/rule/";

    private RuleUrl() {}

    /** The path of a rule whose type has no page of its own. */
    public static String path(String ruleId) {
        return RULE_PAGE + ruleId;
    }

    /**
     * The absolute URL; empty without a public base URL.
     *
     * @param publicBaseUrl {@code server.publicBaseUrl}
     * @param basePath {@code server.basePath}, or empty
     * @param path below the space, beginning with a slash
     */
    public static Optional<String> of(
            Optional<String> publicBaseUrl, String basePath, String spaceId, String path) {
        return publicBaseUrl.map(base -> base + basePath + spaceSegment(spaceId) + path);
    }

    /** {@code /s/<id>}, or nothing for the default space. */
    public static String spaceSegment(String spaceId) {
        return spaceId.equals("default") ? "" : "/s/" + spaceId;
    }
}
