package dev.patchbay.connectors.wire;

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

import dev.patchbay.connectors.wire.Target.Request;
import dev.patchbay.sdk.json.Json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the vendors of the types that are described as data refuse, as their public pages say it.
 *
 * <p>What no page says, and so no rule here asks: how long Zendesk's and GitHub's texts may be, and
 * how many labels and tags there may be.
 */
final class SpecVendorRules {

    private static final String DISCORD = "https://docs.discord.com/developers/resources/webhook";
    private static final String MENTIONS = "https://docs.discord.com/developers/resources/message";
    private static final String GITHUB = "https://docs.github.com/en/rest/issues/issues";
    private static final String GITHUB_COMMENTS =
            "https://docs.github.com/en/rest/issues/comments#create-an-issue-comment";
    private static final String GITHUB_START =
            "https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api";
    private static final String GITHUB_VERSIONS =
            "https://docs.github.com/en/rest/about-the-rest-api/api-versions";
    private static final String GITHUB_ASSIGNEES =
            "https://docs.github.com/en/rest/issues/assignees";
    private static final String GITLAB = "https://docs.gitlab.com/api/issues/";
    private static final String GITLAB_NOTES = "https://docs.gitlab.com/api/notes/";
    private static final String GITLAB_TOKENS = "https://docs.gitlab.com/api/rest/authentication/";
    private static final String CHAT =
            "https://developers.google.com/workspace/chat/api/reference/rest/v1/"
                    + "spaces.messages/create";
    private static final String MATTERMOST =
            "https://developers.mattermost.com/api-documentation/#/operations/CreatePost";
    private static final String MATTERMOST_PATCH =
            "https://developers.mattermost.com/api-documentation/#/operations/PatchPost";
    private static final String MATTERMOST_LIMITS =
            "https://docs.mattermost.com/administration-guide/manage/product-limits.html";
    private static final String NTFY = "https://docs.ntfy.sh/publish/#publish-as-json";
    private static final String NTFY_LIMITS = "https://docs.ntfy.sh/publish/#limitations";
    private static final String TELEGRAM = "https://core.telegram.org/bots/api#making-requests";
    private static final String TELEGRAM_SEND = "https://core.telegram.org/bots/api#sendmessage";
    private static final String ZENDESK =
            "https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/";
    private static final String ZENDESK_REQUESTS =
            "https://developer.zendesk.com/api-reference/introduction/requests/";
    private static final String ZENDESK_TOKENS =
            "https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/";

    private SpecVendorRules() {}

    /** By type. */
    static Map<String, List<VendorRule>> all() {
        return Map.of(
                "discord", discord(),
                "github_issues", github(),
                "gitlab_issues", gitlab(),
                "google_chat", googleChat(),
                "mattermost", mattermost(),
                "ntfy", ntfy(),
                "telegram", telegram(),
                "zendesk_tickets", zendesk());
    }

    private static List<VendorRule> discord() {
        Predicate<Request> post = starts("POST ");
        Predicate<Request> writes = starts("GET ").negate();
        return List.of(
                target(
                        DISCORD,
                        "/api/webhooks/\\d+/[^/?]+(/messages/[^/?]+)?"
                                + "(\\?((wait=(true|false)|thread_id=\\d{1,20}|with=x)(&|$))+)?"),
                method(DISCORD, "PATCH").only(lineHas("/messages/")),
                jsonType(DISCORD).only(writes),
                jsonObject(DISCORD).only(writes),
                required(DISCORD, "/content").only(post),
                longest(DISCORD, "/content", 2000),
                longest(DISCORD, "/username", 80),
                eachOf(MENTIONS, "/allowed_mentions/parse", "roles|users|everyone"));
    }

    private static List<VendorRule> github() {
        Predicate<Request> create = lineIs("POST .*/issues");
        Predicate<Request> comment = lineHas("/comments");
        Predicate<Request> update = starts("PATCH ");
        return List.of(
                header(GITHUB_START, "Authorization", "Bearer .+"),
                header(GITHUB_START, "User-Agent", ".+"),
                header(GITHUB_START, "Accept", "application/vnd\\.github\\+json"),
                header(GITHUB_VERSIONS, "X-GitHub-Api-Version", "2022-11-28|2026-03-10"),
                target(GITHUB, "(/api/v3)?/repos/[^/]+/[^/]+(/issues(/\\d+(/comments)?)?)?"),
                method(GITHUB, "POST").only(lineIs("[A-Z]+ .*/issues")),
                method(GITHUB_COMMENTS, "POST").only(comment),
                jsonObject(GITHUB).only(starts("GET ").negate()),
                required(GITHUB, "/title").only(create),
                required(GITHUB_COMMENTS, "/body").only(comment),
                eachOf(GITHUB, "/labels", ".+"),
                atMost(GITHUB_ASSIGNEES, "/assignees", 10),
                oneOf(GITHUB, "/state", "open|closed").only(update),
                oneOf(GITHUB, "/state_reason", "completed|not_planned|duplicate|reopened"));
    }

    private static List<VendorRule> gitlab() {
        Predicate<Request> create = lineIs("POST .*/issues");
        Predicate<Request> note = lineHas("/notes");
        Predicate<Request> update = starts("PUT ");
        return List.of(
                header(GITLAB_TOKENS, "PRIVATE-TOKEN", ".+"),
                target(
                        GITLAB,
                        "(/gitlab)?/api/v4/projects/[^/]+/(issues(/\\d+(/notes)?)?"
                                + "|labels\\?per_page=([1-9]\\d?|100)(&page=[^&/]+)?)"),
                method(GITLAB, "POST").only(lineIs("[A-Z]+ .*/issues")),
                method(GITLAB, "PUT").only(lineIs("[A-Z]+ .*/issues/\\d+")),
                jsonType(GITLAB).only(starts("GET ").negate()),
                jsonObject(GITLAB).only(starts("GET ").negate()),
                required(GITLAB, "/title").only(create),
                longest(GITLAB, "/description", 1_048_576),
                oneOf(GITLAB, "/issue_type", "issue|incident|test_case|task"),
                oneOf(GITLAB, "/state_event", "close|reopen"),
                required(GITLAB, "/state_event").only(update),
                required(GITLAB_NOTES, "/body").only(note),
                longest(GITLAB_NOTES, "/body", 1_000_000));
    }

    private static List<VendorRule> googleChat() {
        return List.of(
                method(CHAT, "POST"),
                target(
                        CHAT,
                        "/v1/spaces/[^/?]+/messages\\?((key=[^&]+|token=[^&]+|requestId=[^&/]+"
                                + "|messageReplyOption=(REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD"
                                + "|REPLY_MESSAGE_OR_FAIL))(&|$))+"),
                jsonType(CHAT),
                jsonObject(CHAT),
                required(CHAT, "/text"),
                longest(CHAT, "/thread/threadKey", 4000),
                bytes(CHAT, "/text", 32_000));
    }

    private static List<VendorRule> mattermost() {
        Predicate<Request> create = lineIs("[A-Z]+ .*/posts");
        Predicate<Request> patch = lineHas("/patch");
        return List.of(
                header(MATTERMOST, "Authorization", "Bearer .+"),
                target(MATTERMOST, "(/chat)?/api/v4/(posts(/[^/]+/patch)?|users/me)"),
                method(MATTERMOST, "POST").only(create),
                method(MATTERMOST_PATCH, "PUT").only(patch),
                jsonType(MATTERMOST).only(create.or(patch)),
                jsonObject(MATTERMOST).only(create.or(patch)),
                required(MATTERMOST, "/channel_id").only(create),
                required(MATTERMOST, "/message").only(create),
                longest(MATTERMOST_LIMITS, "/message", 16_383));
    }

    private static List<VendorRule> ntfy() {
        Predicate<Request> publish = lineIs("[A-Z]+ /");
        return List.of(
                target(NTFY, "/|/[-_A-Za-z0-9]{1,64}/auth"),
                method(NTFY, "POST").only(publish),
                jsonObject(NTFY).only(publish),
                required(NTFY, "/topic").only(publish),
                new VendorRule(
                        NTFY,
                        "a topic has 1 to 64 letters, digits, dashes and underscores",
                        publish,
                        request ->
                                json(request)
                                        .path("topic")
                                        .asString("")
                                        .matches("[-_A-Za-z0-9]{1,64}"),
                        request -> with(request, "/topic", Json.read("\"a/b\""))),
                oneOf(NTFY, "/priority", "[1-5]"),
                eachOf(NTFY, "/tags", ".+"),
                bytes(NTFY_LIMITS, "/message", 4096));
    }

    private static List<VendorRule> telegram() {
        Predicate<Request> send = lineHas("/sendMessage");
        return List.of(
                target(TELEGRAM, "(/telegram)?/bot\\d+:[\\w-]+/(sendMessage|getMe)"),
                header(TELEGRAM, "Content-Type", "application/(x-www-form-urlencoded|json).*")
                        .only(send),
                field(TELEGRAM_SEND, "chat_id=(-?\\d+|%40\\w+)").only(send),
                field(TELEGRAM_SEND, "text=[^&]+").only(send));
    }

    private static List<VendorRule> zendesk() {
        Predicate<Request> token = lineHas("/oauth/tokens");
        Predicate<Request> api = token.negate();
        Predicate<Request> create = starts("POST /api");
        Predicate<Request> writes = create.or(starts("PUT "));
        return List.of(
                method(ZENDESK_TOKENS, "POST").only(token),
                field(ZENDESK_TOKENS, "grant_type=client_credentials").only(token),
                field(ZENDESK_TOKENS, "client_id=[^&]+").only(token),
                field(ZENDESK_TOKENS, "client_secret=[^&]+").only(token),
                field(ZENDESK_TOKENS, "scope=[a-z+%3A]+").only(token),
                header(ZENDESK_REQUESTS, "Authorization", "(?i)bearer .+").only(api),
                header(ZENDESK_REQUESTS, "Accept", ".*application/json.*").only(api),
                jsonType(ZENDESK_REQUESTS).only(writes),
                jsonObject(ZENDESK_REQUESTS).only(writes),
                target(ZENDESK, "/api/v2/(tickets(/\\d+)?|users/me)\\.json").only(api),
                required(ZENDESK, "/ticket/comment/body").only(create),
                oneOf(ZENDESK, "/ticket/priority", "urgent|high|normal|low"),
                oneOf(ZENDESK, "/ticket/type", "problem|incident|question|task"),
                oneOf(ZENDESK, "/ticket/status", "new|open|pending|hold|solved|closed"));
    }

    private static Predicate<Request> starts(String start) {
        return request -> request.line().startsWith(start);
    }

    private static Predicate<Request> lineHas(String part) {
        return request -> request.line().contains(part);
    }

    private static Predicate<Request> lineIs(String regex) {
        return request -> request.line().matches(regex);
    }

    private static VendorRule field(String page, String regex) {
        return new VendorRule(
                page,
                "a field of the form is " + regex,
                _ -> true,
                request -> List.of(request.body().split("&")).stream().anyMatch(matching(regex)),
                request -> VendorRule.body(request, request.body().replaceAll(regex, "x=y")));
    }

    private static Predicate<String> matching(String regex) {
        return text -> text.matches(regex);
    }

    private static VendorRule eachOf(String page, String pointer, String regex) {
        return new VendorRule(
                page,
                "each of " + pointer + " is a text, one of " + regex,
                request -> json(request).at(pointer).isArray(),
                request ->
                        json(request)
                                .at(pointer)
                                .valueStream()
                                .allMatch(one -> one.isString() && one.asString().matches(regex)),
                request -> with(request, pointer, Json.read("[{}]")));
    }

    private static VendorRule atMost(String page, String pointer, int most) {
        return new VendorRule(
                page,
                pointer + " has at most " + most + " entries",
                request -> json(request).at(pointer).isArray(),
                request -> json(request).at(pointer).size() <= most,
                request -> with(request, pointer, Json.read("[1" + ",1".repeat(most) + "]")));
    }

    private static VendorRule bytes(String page, String pointer, int most) {
        return new VendorRule(
                page,
                pointer + " has at most " + most + " bytes",
                request -> json(request).at(pointer).isString(),
                request ->
                        json(request).at(pointer).asString().getBytes(StandardCharsets.UTF_8).length
                                <= most,
                request -> with(request, pointer, Json.read("\"" + "x".repeat(most + 1) + "\"")));
    }
}
