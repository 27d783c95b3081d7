package dev.patchbay.server.settings;

import dev.patchbay.sdk.secret.Secret;

import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code patchbay.*} (contract/settings.md, section 8) that belongs to no other record.
 *
 * @param dataPath absolute
 * @param database where everything is stored
 * @param network the address guard
 * @param delivery limits and fallbacks of deliveries
 * @param llmBudgets tokens that a connector or type may use; the first with the id wins
 * @param events how long attempts and events are kept
 * @param connectorSpecs directory of connector types described as data, absolute
 */
public record PatchbaySettings(
        Path dataPath,
        Database database,
        Network network,
        Delivery delivery,
        List<LlmBudget> llmBudgets,
        Events events,
        Optional<Path> connectorSpecs) {

    /**
     * The database.
     *
     * @param url JDBC URL of PostgreSQL, which may hold a password; empty = SQLite in the data path
     * @param allowUnsafe whether PostgreSQL may run without {@code fsync} or {@code
     *     synchronous_commit}
     * @param poolSize connections
     */
    public record Database(
            Optional<Secret> url,
            Optional<String> username,
            Optional<Secret> password,
            boolean allowUnsafe,
            int poolSize) {

        /** Whether the database is PostgreSQL. */
        public boolean isPostgreSql() {
            return url.isPresent();
        }
    }

    /**
     * The address guard and the proxies in front of the server.
     *
     * @param allowedAddresses CIDR blocks, or single addresses
     * @param trustedProxies CIDR blocks whose {@code X-Forwarded-For} is believed
     */
    public record Network(
            boolean denyPrivateAddresses,
            List<String> allowedAddresses,
            List<String> trustedProxies) {}

    /** Deliveries: in each list the first entry with a connector's id or type id wins. */
    public record Delivery(
            List<Limit> limits,
            List<Fallback> fallbacks,
            List<DeliveryNotice> notices,
            List<Signing> signing,
            Ended ended) {}

    /**
     * Retention of ended deliveries, from their acceptance; whichever comes first.
     *
     * @param retention of those that are no dead letters
     * @param max number of those
     */
    public record Ended(
            Duration retention, long max, Duration deadLetterRetention, long maxDeadLetters) {}

    /**
     * A limit of deliveries.
     *
     * @param id connector or type id
     * @param rate starts per second
     * @param burst starts at once after a pause
     * @param concurrency attempts in flight
     */
    public record Limit(
            String id,
            Optional<Double> rate,
            Optional<Integer> burst,
            Optional<Integer> concurrency) {}

    /**
     * Where a dead delivery of a connector goes instead.
     *
     * @param id connector or type id
     * @param params templates; empty = the params of the dead one
     * @param after how long the first connector is tried
     */
    public record Fallback(
            String id, String to, Optional<ObjectNode> params, Optional<Duration> after) {}

    /**
     * Who is told of a connector.
     *
     * @param id connector or type id
     * @param to connector that tells
     * @param params templates
     */
    public record DeliveryNotice(String id, String to, ObjectNode params) {}

    /**
     * What signs the deliveries of a connector.
     *
     * @param id connector or type id
     * @param secrets of its receiver, {@code whsec_…}
     */
    public record Signing(String id, List<Secret> secrets) {}

    /** Tokens of a language model. */
    public record LlmBudget(
            String id, Optional<Long> tokensPerDay, Optional<Long> tokensPerMonth) {}

    /**
     * Retention of attempts and events; whichever comes first.
     *
     * @param maxSize bytes
     * @param dataStream where each event is sent, too, through {@code elasticsearch.*}
     */
    public record Events(Duration retention, long maxSize, Optional<String> dataStream) {}
}
