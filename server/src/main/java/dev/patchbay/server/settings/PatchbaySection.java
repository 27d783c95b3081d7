package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.group;
import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.bool;
import static dev.patchbay.server.settings.SettingTypes.duration;
import static dev.patchbay.server.settings.SettingTypes.list;
import static dev.patchbay.server.settings.SettingTypes.object;
import static dev.patchbay.server.settings.SettingTypes.path;
import static dev.patchbay.server.settings.SettingTypes.size;
import static dev.patchbay.server.settings.SettingTypes.string;
import static dev.patchbay.server.settings.SettingTypes.whole;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.server.settings.PatchbaySettings.Database;
import dev.patchbay.server.settings.PatchbaySettings.Delivery;
import dev.patchbay.server.settings.PatchbaySettings.DeliveryNotice;
import dev.patchbay.server.settings.PatchbaySettings.Ended;
import dev.patchbay.server.settings.PatchbaySettings.Events;
import dev.patchbay.server.settings.PatchbaySettings.Fallback;
import dev.patchbay.server.settings.PatchbaySettings.Limit;
import dev.patchbay.server.settings.PatchbaySettings.LlmBudget;
import dev.patchbay.server.settings.PatchbaySettings.Network;
import dev.patchbay.server.settings.PatchbaySettings.Signing;

import java.util.regex.Pattern;

/** {@code patchbay}: our own keys (contract/settings.md, section 8). */
final class PatchbaySection {

    private static final Pattern DATA_STREAM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,199}");
    private static final String POSTGRESQL = "jdbc:postgresql://";

    static final SettingsRoot ROOT =
            new SettingsRoot(
                    "patchbay",
                    object(
                            group(
                                    "data",
                                    object(
                                            setting(
                                                    "path",
                                                    path().optional(),
                                                    "Data directory; `./data` unless set."))),
                            group("database", database()),
                            group(
                                    "spaces",
                                    object(
                                            setting(
                                                    "lenient",
                                                    bool().withDefault(false),
                                                    "An unknown space can be written, as in"
                                                            + " Kibana."))),
                            group("security", PatchbaySecuritySection.SCHEMA),
                            group(
                                    "elasticsearch",
                                    object(
                                            setting(
                                                    "allowedIndices",
                                                    list(string(1)).optional(),
                                                    "Names and `*` patterns of indices that the"
                                                        + " service account may use. Unset: every"
                                                        + " name without a leading dot."))),
                            group("network", network()),
                            group("delivery", PatchbayListsSection.DELIVERY),
                            group("llm", PatchbayListsSection.LLM),
                            group(
                                    "events",
                                    object(
                                            setting(
                                                    "retention",
                                                    duration().withDefault("90d"),
                                                    "How long attempts and events are kept."),
                                            setting(
                                                    "maxSize",
                                                    size().withDefault("10gb"),
                                                    "How much room they may take; the oldest go"
                                                            + " first."),
                                            setting(
                                                    "dataStream",
                                                    string(
                                                                    "data stream",
                                                                    "value must be the name of a"
                                                                            + " data stream",
                                                                    DATA_STREAM.asMatchPredicate())
                                                            .optional(),
                                                    "Data stream of the cluster of"
                                                            + " `elasticsearch.hosts` that each"
                                                            + " event is sent to, too."))),
                            group(
                                    "connectorSpecs",
                                    object(
                                            setting(
                                                    "path",
                                                    path().optional(),
                                                    "Directory of connector types described as"
                                                            + " data; looked at every two"
                                                            + " seconds.")))));

    private PatchbaySection() {}

    private static Schema database() {
        return object(
                setting(
                        "url",
                        string(
                                        "JDBC URL",
                                        "expected a URL that begins with [" + POSTGRESQL + "]",
                                        text ->
                                                text.startsWith(POSTGRESQL)
                                                        && text.length() > POSTGRESQL.length())
                                .optional()
                                .secret(),
                        "`jdbc:postgresql://…`. Unset: SQLite in the data directory."),
                setting("username", string(1).optional(), "User of the database."),
                setting("password", string().optional().secret(), "Its password."),
                setting(
                        "allowUnsafe",
                        bool().withDefault(false),
                        "PostgreSQL may run without `fsync` or `synchronous_commit`."),
                setting("poolSize", whole(1, 1_000).withDefault(10), "Connections of this node."));
    }

    private static Schema network() {
        return object(
                setting(
                        "denyPrivateAddresses",
                        bool().withDefault(false),
                        "Closes loopback and private addresses to connectors."),
                setting(
                        "allowedAddresses",
                        blocks(),
                        "CIDR blocks that stay open all the same. Metadata addresses never do."),
                setting(
                        "trustedProxies",
                        blocks(),
                        "CIDR blocks whose `X-Forwarded-For` is believed."));
    }

    private static Schema blocks() {
        return list(string(
                        "CIDR block",
                        "value must be an IP address or a CIDR block",
                        HostNames::isBlock))
                .withDefault(Json.array());
    }

    static PatchbaySettings read(Values values, Values path) {
        return new PatchbaySettings(
                values.maybePath("data.path")
                        .or(() -> path.maybePath("data"))
                        .orElseGet(() -> values.paths().resolve("data")),
                new Database(
                        values.maybeSecret("database.url"),
                        values.maybeString("database.username"),
                        values.maybeSecret("database.password"),
                        values.bool("database.allowUnsafe"),
                        values.integer("database.poolSize")),
                new Network(
                        values.bool("network.denyPrivateAddresses"),
                        values.strings("network.allowedAddresses"),
                        values.strings("network.trustedProxies")),
                delivery(values),
                values.objects("llm.budgets").stream()
                        .map(budget ->
                                new LlmBudget(
                                        budget.string("id"),
                                        budget.maybeNumber("tokensPerDay"),
                                        budget.maybeNumber("tokensPerMonth")))
                        .toList(),
                new Events(
                        values.duration("events.retention"),
                        values.number("events.maxSize"),
                        values.maybeString("events.dataStream")),
                values.maybePath("connectorSpecs.path"));
    }

    private static Delivery delivery(Values values) {
        return new Delivery(
                values.objects("delivery.limits").stream()
                        .map(limit ->
                                new Limit(
                                        limit.string("id"),
                                        limit.maybeDecimal("rate"),
                                        limit.maybeInteger("burst"),
                                        limit.maybeInteger("concurrency")))
                        .toList(),
                values.objects("delivery.fallback").stream()
                        .map(entry ->
                                new Fallback(
                                        entry.string("id"),
                                        entry.string("to"),
                                        entry.maybeObject("params").map(Values::tree),
                                        entry.maybeDuration("after")))
                        .toList(),
                values.objects("delivery.notices").stream()
                        .map(entry ->
                                new DeliveryNotice(
                                        entry.string("id"),
                                        entry.string("to"),
                                        entry.object("params")))
                        .toList(),
                values.objects("delivery.signing").stream()
                        .map(entry ->
                                new Signing(
                                        entry.string("id"),
                                        entry.strings("secrets").stream()
                                                .map(Secret::new)
                                                .toList()))
                        .toList(),
                new Ended(
                        values.duration("delivery.ended.retention"),
                        values.number("delivery.ended.max"),
                        values.duration("delivery.ended.deadLetterRetention"),
                        values.number("delivery.ended.maxDeadLetters")));
    }
}
