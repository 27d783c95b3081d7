package dev.patchbay.server.settings;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The closed lists of roots (contract/settings.md, section 1; contract README, decision 23). */
final class Roots {

    /** Honoured roots, in the order in which they are validated. */
    static final List<SettingsRoot> HONOURED =
            List.of(
                    ServerSection.ROOT,
                    ActionsSection.ROOT,
                    EncryptionSection.ROOT,
                    PatchbaySection.ROOT,
                    ElasticsearchSection.ROOT,
                    LoggingSection.ROOT,
                    AlertingSection.ROOT,
                    TaskManagerSection.ROOT,
                    SecuritySection.ROOT,
                    SmallSections.SPACES,
                    SmallSections.SAVED_OBJECTS,
                    SmallSections.STATUS,
                    SmallSections.LOCALE,
                    SmallSections.PID,
                    SmallSections.PATH);

    private static final String XPACK = "xpack";

    /** Real roots of Kibana that mean nothing here. */
    private static final Set<String> FOREIGN =
            words(
                    "",
                    """
                    aiAssistantManagementSelection console contentManagement core csp
                    customBranding dashboard data data_views dev_tools discover enterpriseSearch
                    execution_context externalUrl feature_flags files guidedOnboarding home
                    interactiveSetup management map migrations monitoring newsfeed node
                    notifications ops permissionsPolicy plugins pricing security share telemetry
                    timelion uiSettings unifiedSearch usageCollection vis_type_table
                    vis_type_timeseries vis_type_vega workflowsExecutionEngine
                    workflowsManagement
                    """);

    private static final Set<String> FOREIGN_XPACK =
            words(
                    "xpack.",
                    """
                    apm banners canvas cases cloud cloud_integrations cloudSecurityPosture
                    customBranding dataUsage discoverEnhanced elasticAssistant eventLog features
                    fileUpload fleet global_search graph grokdebugger ilm index_management
                    inference infra ingest_pipelines integration_assistant lens
                    license_management licensing lists logstash maps ml monitoring observability
                    observabilityAIAssistant osquery painless_lab productDocBase profiling
                    remote_clusters reporting rollup ruleRegistry saved_object_tagging
                    screenshotting searchInferenceEndpoints searchprofiler securitySolution
                    serverless slo snapshot_restore stack_connectors streams synthetics timelines
                    transform trigger_actions_ui upgrade_assistant uptime urlDrilldown watcher
                    """);

    private static final Set<String> HONOURED_NAMES =
            HONOURED.stream().map(SettingsRoot::name).collect(Collectors.toUnmodifiableSet());

    /** Unknown keys that a refusal names. */
    private static final int MOST_NAMED = 20;

    private Roots() {}

    private static Set<String> words(String prefix, String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .map(prefix::concat)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Every root that there is, sorted. */
    static List<String> known() {
        return List.copyOf(
                Stream.of(HONOURED_NAMES, FOREIGN, FOREIGN_XPACK)
                        .flatMap(Set::stream)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Refuses roots that no list knows and names the foreign ones. */
    static void check(ObjectNode tree, List<Notice> notices) throws RefusedException {
        List<String> unknown = new ArrayList<>();
        for (var entry : tree.properties()) {
            String name = entry.getKey();
            if (!name.equals(XPACK)) {
                check(Keys.join("", name), entry.getValue(), FOREIGN, unknown, notices);
            } else if (entry.getValue() instanceof ObjectNode below) {
                below.properties()
                        .forEach(inner ->
                                check(
                                        Keys.join(XPACK, inner.getKey()),
                                        inner.getValue(),
                                        FOREIGN_XPACK,
                                        unknown,
                                        notices));
            } else if (!entry.getValue().isNull()) {
                unknown.add(XPACK);
            }
        }
        if (!unknown.isEmpty()) {
            throw new RefusedException(
                    new SettingsResult.Refused(
                            SettingsResult.Refused.UNKNOWN_ROOT, message(unknown)));
        }
    }

    private static void check(
            String root,
            JsonNode value,
            Set<String> foreign,
            List<String> unknown,
            List<Notice> notices) {
        if (foreign.contains(root)) {
            notices.add(
                    Notice.info("The configuration " + root + " is not used here and is ignored."));
        } else if (!HONOURED_NAMES.contains(root)) {
            Keys.leaves(root, value, unknown);
        }
    }

    private static String message(List<String> unknown) {
        String keys =
                unknown.stream()
                        .limit(MOST_NAMED)
                        .map(key -> "\"" + Keys.shown(key) + "\"")
                        .collect(Collectors.joining(", "));
        String meant =
                unknown.stream()
                        .limit(MOST_NAMED)
                        .map(Spelling::nearest)
                        .filter(root -> !root.isEmpty())
                        .findFirst()
                        .map(root -> " Did you mean \"" + root + "\"?")
                        .orElse("");
        return "Unknown configuration key(s): "
                + keys
                + (unknown.size() > MOST_NAMED ? ", …" : "")
                + ". Check for spelling errors and ensure that expected plugins are installed."
                + meant;
    }

    /** The section of a root as given; {@code null} when it is absent. */
    static @Nullable JsonNode section(ObjectNode tree, String root) {
        JsonNode node = tree;
        for (String step : root.split("\\.", -1)) {
            node = node.get(step);
            if (node == null) {
                return null;
            }
        }
        return node;
    }
}
