package dev.patchbay.connectors.wire;

import static dev.patchbay.connectors.wire.VendorRule.blank;
import static dev.patchbay.connectors.wire.VendorRule.header;
import static dev.patchbay.connectors.wire.VendorRule.json;
import static dev.patchbay.connectors.wire.VendorRule.jsonObject;
import static dev.patchbay.connectors.wire.VendorRule.jsonType;
import static dev.patchbay.connectors.wire.VendorRule.longest;
import static dev.patchbay.connectors.wire.VendorRule.method;
import static dev.patchbay.connectors.wire.VendorRule.oneOf;
import static dev.patchbay.connectors.wire.VendorRule.required;
import static dev.patchbay.connectors.wire.VendorRule.target;
import static dev.patchbay.connectors.wire.VendorRule.with;
import static dev.patchbay.connectors.wire.VendorRule.without;

import dev.patchbay.connectors.wire.Target.Request;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What vendors refuse, as their public pages say it.
 *
 * <p>What no page says, and so no rule here asks: Swimlane publishes no reference of its REST
 * interface, its own Python client is the source for records, and neither the header {@code
 * Private-Token} nor comments are in it. D3 leaves path and shape of an event to the integration.
 * PagerDuty's schema requires {@code routing_key} in the body; the header that Kibana and this
 * connector send instead is taken for it. Torq and xMatters take any body.
 */
final class VendorRules {

    private static final String SLACK = "https://api.slack.com/messaging/webhooks";
    private static final String SLACK_ERRORS =
            "https://api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks";
    private static final String SLACK_POST = "https://api.slack.com/methods/chat.postMessage";
    private static final String SLACK_LIST = "https://api.slack.com/methods/conversations.list";
    private static final String SLACK_INFO = "https://api.slack.com/methods/conversations.info";
    private static final String SLACK_HISTORY =
            "https://api.slack.com/methods/conversations.history";
    private static final String TEAMS =
            "https://learn.microsoft.com/en-us/microsoftteams/platform/"
                    + "webhooks-and-connectors/how-to/connectors-using";
    private static final String TEAMS_LIMITS =
            "https://learn.microsoft.com/en-us/microsoftteams/limits-specifications-teams";
    private static final String PAGERDUTY =
            "https://github.com/PagerDuty/api-schema/blob/main/reference/events-v2/openapiv3.json";
    private static final String OPSGENIE = "https://docs.opsgenie.com/docs/alert-api";
    private static final String JSM =
            "https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v1/"
                    + "api-group-integration-events";
    private static final String XMATTERS =
            "https://help.xmatters.com/ondemand/integrationbuilder/create-inbound-updates.htm";
    private static final String TORQ = "https://kb.torq.io/en/articles/9139841-webhook";
    private static final String TINES = "https://docs.tines.com/api_stories_list_stories";
    private static final String TINES_API = "https://docs.tines.com/tines_api";
    private static final String SWIMLANE =
            "https://github.com/swimlane/swimlane-python/blob/master/"
                    + "swimlane/core/resources/record.py";
    private static final String D3 =
            "https://docs.d3security.com/api-docs/Working-version/webhook-data-ingestion";

    private VendorRules() {}

    /** By type. */
    static Map<String, List<VendorRule>> all() {
        Map<String, List<VendorRule>> all = new TreeMap<>(SpecVendorRules.all());
        all.putAll(builtIn());
        return all;
    }

    private static Map<String, List<VendorRule>> builtIn() {
        return Map.ofEntries(
                Map.entry(".slack", slack()),
                Map.entry(".slack_api", slackApi()),
                Map.entry(".teams", teams()),
                Map.entry(".pagerduty", pagerDuty()),
                Map.entry(".opsgenie", alerts(OPSGENIE, "(/base)?/v2/alerts")),
                Map.entry(
                        ".jira-service-management",
                        alerts(JSM, "(/base)?/jsm/ops/integration/v2/alerts")),
                Map.entry(".xmatters", xmatters()),
                Map.entry(".torq", torq()),
                Map.entry(".tines", tines()),
                Map.entry(".swimlane", swimlane()),
                Map.entry(".d3security", d3()));
    }

    private static List<VendorRule> slack() {
        return List.of(
                method(SLACK, "POST"),
                jsonType(SLACK),
                jsonObject(SLACK_ERRORS),
                anyOf(SLACK, "text", "blocks", "attachments"));
    }

    private static List<VendorRule> slackApi() {
        Predicate<Request> post = path("/api/chat.postMessage");
        return List.of(
                header(SLACK_POST, "Authorization", "Bearer xox[a-z]-.+"),
                method(SLACK_POST, "POST").only(post),
                jsonType(SLACK_POST).only(post),
                jsonObject(SLACK_POST).only(post),
                required(SLACK_POST, "/channel").only(post),
                anyOf(SLACK_POST, "text", "blocks", "attachments").only(post),
                target(
                                SLACK_LIST,
                                "[^?]*(\\?((cursor=[^&]+"
                                        + "|exclude_archived=(true|false)"
                                        + "|limit=(1000|[1-9]\\d{0,2})"
                                        + "|types=((public_channel|private_channel|mpim|im)(%2C)?)+"
                                        + "|team_id=[^&]+)(&|$))*)?")
                        .only(path("/api/conversations.list")),
                target(SLACK_INFO, "[^?]*\\?channel=[^&/]+(&include_num_members=true)?")
                        .only(path("/api/conversations.info")),
                target(
                                SLACK_HISTORY,
                                "[^?]*\\?channel=[^&/]+(&(cursor=[^&]+|limit=[1-9]\\d{0,2}"
                                        + "|oldest=\\d+(\\.\\d+)?|latest=\\d+(\\.\\d+)?))*")
                        .only(path("/api/conversations.history")));
    }

    private static List<VendorRule> teams() {
        return List.of(
                method(TEAMS, "POST"),
                jsonType(TEAMS),
                jsonObject(TEAMS),
                anyOf(TEAMS, "text", "summary", "attachments"),
                new VendorRule(
                        TEAMS_LIMITS,
                        "a message has at most 28 KB",
                        _ -> true,
                        request -> request.body().length() <= 28 * 1024,
                        request -> with(request, "/text", text(28 * 1024))));
    }

    private static List<VendorRule> pagerDuty() {
        Predicate<Request> trigger =
                request -> json(request).path("event_action").asString("").equals("trigger");
        return List.of(
                method(PAGERDUTY, "POST"),
                target(PAGERDUTY, "/v\\d/enqueue"),
                jsonType(PAGERDUTY),
                jsonObject(PAGERDUTY),
                new VendorRule(
                        PAGERDUTY,
                        "a routing key is required",
                        _ -> true,
                        request ->
                                request.headers().containsKey("x-routing-key")
                                        || !blank(json(request).path("routing_key")),
                        request -> without(request, "X-Routing-Key")),
                oneOf(PAGERDUTY, "/event_action", "trigger|acknowledge|resolve"),
                required(PAGERDUTY, "/event_action"),
                required(PAGERDUTY, "/dedup_key").only(trigger.negate()),
                required(PAGERDUTY, "/payload/summary").only(trigger),
                required(PAGERDUTY, "/payload/source").only(trigger),
                required(PAGERDUTY, "/payload/severity").only(trigger),
                oneOf(PAGERDUTY, "/payload/severity", "critical|warning|error|info"),
                new VendorRule(
                        PAGERDUTY,
                        "custom_details is an object",
                        request -> !json(request).at("/payload/custom_details").isMissingNode(),
                        request -> json(request).at("/payload/custom_details").isObject(),
                        request -> with(request, "/payload/custom_details", Json.read("[]"))),
                new VendorRule(
                        PAGERDUTY,
                        "each link has an href",
                        request -> json(request).path("links").isArray(),
                        request ->
                                json(request)
                                        .path("links")
                                        .valueStream()
                                        .noneMatch(link -> blank(link.path("href"))),
                        request -> with(request, "/links", Json.read("[{\"text\":\"x\"}]"))));
    }

    /** One interface under two roofs; the pages give the same fields and limits. */
    private static List<VendorRule> alerts(String page, String path) {
        Predicate<Request> create = request -> !request.line().contains("/close");
        return List.of(
                method(page, "POST"),
                target(page, path + "(/[^/?]+/close\\?identifierType=(id|alias|tiny))?"),
                header(page, "Authorization", "GenieKey .+"),
                jsonType(page),
                jsonObject(page),
                required(page, "/message").only(create),
                longest(page, "/message", 130),
                longest(page, "/alias", 512),
                longest(page, "/description", 15_000),
                longest(page, "/entity", 512),
                longest(page, "/source", 100),
                longest(page, "/user", 100),
                longest(page, "/note", 25_000),
                oneOf(page, "/priority", "P[1-5]"),
                items(page, "/tags", 20),
                items(page, "/actions", 10),
                new VendorRule(
                        page,
                        "a responder has a type and a name or an id",
                        request -> json(request).path("responders").isArray(),
                        request ->
                                json(request)
                                        .path("responders")
                                        .valueStream()
                                        .allMatch(one ->
                                                one.path("type")
                                                                .asString("")
                                                                .matches(
                                                                        "team|user|escalation|schedule")
                                                        && Stream.of("id", "name", "username")
                                                                .anyMatch(one::has)),
                        request -> with(request, "/responders", Json.read("[{\"name\":\"x\"}]"))));
    }

    private static List<VendorRule> xmatters() {
        return List.of(
                method(XMATTERS, "POST"),
                new VendorRule(
                        XMATTERS,
                        "the caller is known by Basic credentials or by the URL's key",
                        _ -> true,
                        request ->
                                request.line().contains("apiKey=")
                                        || request.headers()
                                                .getOrDefault("authorization", "")
                                                .matches("Basic [A-Za-z0-9+/]+=*"),
                        request ->
                                VendorRule.line(
                                        without(request, "Authorization"),
                                        request.line().split("\\?", 2)[0])));
    }

    private static List<VendorRule> torq() {
        return List.of(
                method(TORQ, "POST"),
                target(TORQ, "/v1/webhooks/[^/?]+(/workflows/[^/]+(/sync)?)?"),
                header(TORQ, "Content-Type", "application/(json|xml|x-www-form-urlencoded).*"),
                header(TORQ, "X-Torq-Token", ".+"));
    }

    private static List<VendorRule> tines() {
        Predicate<Request> api = request -> request.line().contains("/api/v1/");
        return List.of(
                header(TINES, "X-User-Email", "[^@]+@[^@]+").only(api),
                header(TINES, "X-User-Token", ".+").only(api),
                header(TINES, "Content-Type", "application/json.*").only(api),
                method(TINES, "GET").only(api),
                target(
                                TINES_API,
                                "(/t)?/api/v1/(stories|agents)(/\\d+)?"
                                        + "(\\?((story_id=\\d+|action_type=[\\w:]+"
                                        + "|per_page=\\d+|page=\\d+)(&|$))+)?")
                        .only(api));
    }

    private static List<VendorRule> swimlane() {
        Predicate<Request> record = request -> !request.line().endsWith("/comment");
        return List.of(
                jsonType(SWIMLANE),
                jsonObject(SWIMLANE),
                target(SWIMLANE, "/api/app/[^/]+/record(/[^/]+)?").only(record),
                required(SWIMLANE, "/applicationId").only(record),
                new VendorRule(
                                SWIMLANE,
                                "values is an object",
                                _ -> true,
                                request -> json(request).path("values").isObject(),
                                request -> with(request, "/values", Json.read("[]")))
                        .only(record));
    }

    private static List<VendorRule> d3() {
        return List.of(method(D3, "POST"), jsonType(D3), jsonObject(D3), header(D3, "d3key", ".+"));
    }

    private static VendorRule anyOf(String page, String... fields) {
        return new VendorRule(
                page,
                "one of " + String.join(", ", fields) + " is there",
                _ -> true,
                request -> Stream.of(fields).anyMatch(name -> !blank(json(request).path(name))),
                request -> VendorRule.body(request, "{\"channel\":\"x\"}"));
    }

    private static VendorRule items(String page, String pointer, int most) {
        return new VendorRule(
                page,
                pointer + " has at most " + most + " entries of 50 characters",
                request -> json(request).at(pointer).isArray(),
                request ->
                        json(request).at(pointer).size() <= most
                                && json(request)
                                        .at(pointer)
                                        .valueStream()
                                        .allMatch(one -> one.asString("").length() <= 50),
                request -> with(request, pointer, Json.read("[\"" + "x".repeat(51) + "\"]")));
    }

    private static Predicate<Request> path(String path) {
        return request -> request.line().split("[ ?]")[1].equals(path);
    }

    private static JsonNode text(int length) {
        return Json.read("\"" + "x".repeat(length) + "\"");
    }
}
