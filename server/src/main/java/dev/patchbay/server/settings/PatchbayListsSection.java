package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.group;
import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.anyObject;
import static dev.patchbay.server.settings.SettingTypes.decimal;
import static dev.patchbay.server.settings.SettingTypes.duration;
import static dev.patchbay.server.settings.SettingTypes.list;
import static dev.patchbay.server.settings.SettingTypes.object;
import static dev.patchbay.server.settings.SettingTypes.string;
import static dev.patchbay.server.settings.SettingTypes.whole;

import dev.patchbay.engine.execution.WebhookSignature;
import dev.patchbay.engine.execution.WebhookSigning;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Refinement.Violation;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code patchbay} keys by connector or type id: lists, because such ids hold dots. */
final class PatchbayListsSection {

    /** Slowest limit: a start in some eleven days. Zero would stop deliveries for ever. */
    private static final double SLOWEST = 0.000_001;

    private static final String WEBHOOKS =
            WebhookSigning.TYPES.stream().sorted().collect(Collectors.joining(" "));

    static final Schema DELIVERY =
            object(
                    setting(
                            "limits",
                            list(object(
                                            id(),
                                            setting(
                                                    "rate",
                                                    decimal(SLOWEST).optional(),
                                                    "Starts per second."),
                                            setting(
                                                    "burst",
                                                    whole(1, Integer.MAX_VALUE).optional(),
                                                    "Starts at once after a pause."),
                                            setting(
                                                    "concurrency",
                                                    whole(1, Integer.MAX_VALUE).optional(),
                                                    "Attempts in flight.")))
                                    .withDefault(Json.array()),
                            "Limits of deliveries: `{id, rate, burst, concurrency}`. They delay and"
                                    + " never drop."),
                    setting(
                            "fallback",
                            list(object(
                                                    id(),
                                                    setting(
                                                            "to",
                                                            string(1),
                                                            "Connector that takes over."),
                                                    setting(
                                                            "params",
                                                            anyObject().optional(),
                                                            "Templates of its params, with the"
                                                                    + " variables `delivery` and"
                                                                    + " `params`. Unset: the params"
                                                                    + " of the dead one."),
                                                    setting(
                                                            "after",
                                                            duration().optional(),
                                                            "For how long the first connector is"
                                                                    + " tried. Unset: as without a"
                                                                    + " fallback."))
                                            .refined(
                                                    Refinement.of(
                                                            entry ->
                                                                    !entry.get("id")
                                                                            .equals(
                                                                                    entry.get(
                                                                                            "to")),
                                                            "[to] must be another connector than"
                                                                    + " [id]")))
                                    .withDefault(Json.array()),
                            "Where a dead delivery goes instead: `{id, to, params, after}`. Loops"
                                    + " are refused."),
                    setting(
                            "notices",
                            list(object(
                                            id(),
                                            setting("to", string(1), "Connector that tells."),
                                            setting(
                                                    "params",
                                                    anyObject(),
                                                    "Templates of its params, with the variables"
                                                            + " `event`, `connector`, `reason` and"
                                                            + " others.")))
                                    .refined(PatchbayListsSection::tellingAndTold)
                                    .withDefault(Json.array()),
                            "Who is told when the target of a connector is not well, and when it is"
                                    + " well again: `{id, to, params}`."),
                    setting(
                            "signing",
                            list(object(
                                            setting(
                                                    "id",
                                                    signed(),
                                                    "Connector id or type id; the first entry with"
                                                            + " it wins."),
                                            setting(
                                                    "secrets",
                                                    list(signingSecret(), 1).secret(),
                                                    "Secrets of the receiver, `whsec_…`; each makes"
                                                            + " a signature.")))
                                    .withDefault(Json.array()),
                            "What deliveries of webhook types are signed with, as Standard Webhooks"
                                    + " say: `{id, secrets}`."),
                    group("ended", ended()));

    static final Schema LLM =
            object(
                    setting(
                            "budgets",
                            list(object(
                                            id(),
                                            setting(
                                                    "tokensPerDay",
                                                    whole(0, Durations.SAFE).optional(),
                                                    "Tokens of a day."),
                                            setting(
                                                    "tokensPerMonth",
                                                    whole(0, Durations.SAFE).optional(),
                                                    "Tokens of a month.")))
                                    .withDefault(Json.array()),
                            "Tokens of language models: `{id, tokensPerDay, tokensPerMonth}`. A"
                                    + " call beyond them is refused before it is made."));

    private PatchbayListsSection() {}

    /** Ids of types begin with a dot, those of connectors do not. */
    private static Schema signed() {
        return string(
                "string of at least 1 character",
                "expected a connector id or one of the types " + WEBHOOKS,
                id -> !id.isEmpty() && (!id.startsWith(".") || WebhookSigning.TYPES.contains(id)));
    }

    private static Schema signingSecret() {
        return string(
                "string",
                "expected [whsec_] and 24 to 64 bytes in Base64",
                WebhookSignature::isSecret);
    }

    /** A notice of a notice that failed could go round. */
    private static List<Violation> tellingAndTold(JsonNode notices) {
        Set<String> told =
                notices.valueStream()
                        .map(notice -> notice.path("id").stringValue(""))
                        .collect(Collectors.toSet());
        return notices.valueStream()
                .map(notice -> notice.path("to").stringValue(""))
                .filter(told::contains)
                .map(to ->
                        new Violation(Path.ROOT, "[" + to + "] tells, so nobody can be told of it"))
                .toList();
    }

    private static Schema ended() {
        return object(
                setting(
                        "retention",
                        duration().withDefault("7d"),
                        "How long ended deliveries are kept, from their acceptance."),
                setting(
                        "max",
                        whole(1, Durations.SAFE).withDefault(1_000_000),
                        "How many of them are kept; the oldest go first."),
                setting(
                        "deadLetterRetention",
                        duration().withDefault("30d"),
                        "How long dead letters are kept, from their acceptance."),
                setting(
                        "maxDeadLetters",
                        whole(1, Durations.SAFE).withDefault(100_000),
                        "How many dead letters are kept; the oldest go first."));
    }

    private static Member id() {
        return setting("id", string(1), "Connector id or type id; the first entry with it wins.");
    }
}
