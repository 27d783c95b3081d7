package dev.patchbay.engine.execution;

import dev.patchbay.engine.connector.ConnectorLoader;
import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.engine.connector.ConnectorVault;
import dev.patchbay.engine.connector.LoadedConnector;
import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.TargetRule;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.ErrorSource;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.outcome.WireRetry;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.sdk.transport.Outbound;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The attempt road: load → authorize → decrypt → validate → attempt → redact. What is recorded is
 * part of the answer and written by whoever asked, so that a delivery records its attempt in the
 * transaction that completes it. Thread-safe; blocking.
 */
public final class Attempts {

    private static final Logger SAVED_OBJECTS =
            LoggerFactory.getLogger("plugins.encryptedSavedObjects");

    private final ConnectorLoader loader;
    private final ConnectorTypes types;
    private final Permission permission;
    private final RateLimits limits;
    private final Outbound outbound;
    private final Clock clock;
    private final IdSource ids;
    private final WebhookSigning signing;
    private final TypeLoggers loggers = new TypeLoggers();
    private final Attempt attempt;

    /** Over these, without limits of rate. */
    public Attempts(
            ConnectorLoader loader,
            ConnectorTypes types,
            Authorizer authorizer,
            ExecuteRules rules,
            Outbound outbound,
            Clock clock,
            IdSource ids) {
        this(loader, types, authorizer, rules, RateLimits.NONE, outbound, clock, ids);
    }

    /** Over these, without signatures. */
    public Attempts(
            ConnectorLoader loader,
            ConnectorTypes types,
            Authorizer authorizer,
            ExecuteRules rules,
            RateLimits limits,
            Outbound outbound,
            Clock clock,
            IdSource ids) {
        this(loader, types, authorizer, rules, limits, WebhookSigning.NONE, outbound, clock, ids);
    }

    /** Over these. */
    public Attempts(
            ConnectorLoader loader,
            ConnectorTypes types,
            Authorizer authorizer,
            ExecuteRules rules,
            RateLimits limits,
            WebhookSigning signing,
            Outbound outbound,
            Clock clock,
            IdSource ids) {
        this.loader = loader;
        this.types = types;
        this.permission = new Permission(authorizer, types, rules);
        this.limits = limits;
        this.outbound = outbound;
        this.clock = clock;
        this.ids = ids;
        this.signing = signing;
        this.attempt = new Attempt(signing, clock);
    }

    /**
     * Makes one attempt.
     *
     * @throws dev.patchbay.engine.store.StoreUnavailableException when the database is down, before
     *     anything was sent
     */
    public ExecutionAnswer attempt(ExecutionRequest request) {
        return attempt(request, new Way(outbound, Optional.empty()));
    }

    /**
     * What the road would say before it opens any secret: found, allowed, of a type that is there.
     * Nothing is sent, and a later attempt asks again.
     */
    public Admission admit(ExecutionRequest request) {
        if (loader.isSystem(request.connectorId())) {
            return new Admission.Stopped(new ExecutionAnswer.SystemConnector());
        }
        Optional<LoadedConnector> found = loader.load(request.spaceId(), request.connectorId());
        Optional<String> refusal =
                found.map(connector -> permission.refusal(request, connector))
                        .orElseGet(() -> permission.refusalOfUnknown(request));
        if (refusal.isPresent()) {
            return new Admission.Stopped(new ExecutionAnswer.Forbidden(refusal.get()));
        }
        if (found.isEmpty()) {
            return new Admission.Stopped(new ExecutionAnswer.NotFound(request.connectorId()));
        }
        LoadedConnector connector = found.get();
        Optional<ConnectorType> type = types.find(connector.typeId());
        if (type.isEmpty()) {
            return new Admission.Stopped(new ExecutionAnswer.TypeNotRegistered(connector.typeId()));
        }
        return types.enabled(connector.typeId()) || connector.preconfigured()
                ? new Admission.Admitted(type.get())
                : new Admission.Stopped(new ExecutionAnswer.TypeDisabled(connector.typeId()));
    }

    /**
     * The origin that params choose, where the type lets them; empty when the connector decides.
     *
     * @param params asked for only then
     */
    public Optional<String> chosenOrigin(
            String spaceId, String connectorId, String typeId, Supplier<JsonNode> params) {
        return types.find(typeId)
                .map(ConnectorType::target)
                .filter(rule -> rule != TargetRule.OF_THE_CONNECTOR)
                .flatMap(rule ->
                        loader.load(spaceId, connectorId)
                                .flatMap(one -> rule.url(one.config(), params.get())))
                .flatMap(Origins::of);
    }

    /** Whether what would be run must never be doubled; false also when nothing would be run. */
    public boolean neverTwice(ExecutionRequest request) {
        Optional<LoadedConnector> found = loader.load(request.spaceId(), request.connectorId());
        Optional<ConnectorType> type = found.flatMap(one -> types.find(one.typeId()));
        if (type.isEmpty()) {
            return false;
        }
        LoadedConnector connector = found.get();
        ConnectorIdentity identity =
                new ConnectorIdentity(
                        connector.id(), connector.name(), connector.typeId(), request.spaceId());
        return OperationChoice.of(type.get(), identity, request.params())
                        instanceof OperationChoice.Chosen(Operation operation, JsonNode params)
                && operation.idempotency().of(connector.config(), params, request.deliveryId())
                        == Idempotency.NEVER_TWICE;
    }

    /**
     * How the attempt reaches the world.
     *
     * @param log in place of the type's own, for attempts that must not be seen
     */
    record Way(Outbound outbound, Optional<Logger> log) {}

    ExecutionAnswer attempt(ExecutionRequest request, Way way) {
        if (loader.isSystem(request.connectorId())) {
            return new ExecutionAnswer.SystemConnector();
        }
        Optional<LoadedConnector> found = loader.load(request.spaceId(), request.connectorId());
        Optional<String> refusal =
                found.map(connector -> permission.refusal(request, connector))
                        .orElseGet(() -> permission.refusalOfUnknown(request));
        if (refusal.isPresent()) {
            return new ExecutionAnswer.Forbidden(refusal.get());
        }
        if (found.isEmpty()) {
            return new ExecutionAnswer.NotFound(request.connectorId());
        }
        LoadedConnector connector = found.get();
        return switch (connector.secrets()) {
            case ConnectorVault.Opened.Unreadable(String why) -> undecryptable(connector, why);
            case ConnectorVault.Opened.Secrets(ObjectNode secrets, boolean _) ->
                    withType(request, way, connector, secrets);
        };
    }

    private static ExecutionAnswer undecryptable(LoadedConnector connector, String why) {
        String object = "attribute \"secrets\" of saved object \"action," + connector.id() + '"';
        SAVED_OBJECTS.error("Failed to decrypt {}: {}", object, why);
        SAVED_OBJECTS.error("Unable to decrypt {}", object);
        return new ExecutionAnswer.Undecryptable(connector.id());
    }

    private ExecutionAnswer withType(
            ExecutionRequest request, Way way, LoadedConnector connector, ObjectNode secrets) {
        Optional<ConnectorType> type = types.find(connector.typeId());
        if (type.isEmpty()) {
            return new ExecutionAnswer.TypeNotRegistered(connector.typeId());
        }
        if (!types.enabled(connector.typeId()) && !connector.preconfigured()) {
            return new ExecutionAnswer.TypeDisabled(connector.typeId());
        }
        return validated(
                request,
                way,
                connector,
                type.get(),
                PreparedConnectors.of(connector, type.get(), secrets));
    }

    private ExecutionAnswer validated(
            ExecutionRequest request,
            Way way,
            LoadedConnector connector,
            ConnectorType type,
            PreparedConnector ready) {
        ConnectorIdentity identity =
                new ConnectorIdentity(
                        connector.id(), connector.name(), type.id(), request.spaceId());
        OperationChoice choice = OperationChoice.of(type, identity, request.params());
        if (choice instanceof OperationChoice.Invalid(String message)) {
            return invalid(identity, ready, message, ErrorSource.USER);
        }
        if (ready.invalid().isPresent()) {
            return invalid(identity, ready, ready.invalid().get(), ErrorSource.FRAMEWORK);
        }
        Optional<Failed> limited =
                way.log().isEmpty() ? limits.refusal(type.id(), clock) : Optional.empty();
        if (limited.isPresent()) {
            return new ExecutionAnswer.Finished(
                    connector.id(), limited.get(), Optional.empty(), Optional.empty());
        }
        Instant startedAt = clock.now();
        long start = clock.nanoTime();
        Logger log = way.log().orElseGet(() -> loggers.of(type.id()));
        if (log.isDebugEnabled()) {
            log.debug(
                    "executing action {}:{}: {}",
                    type.id(),
                    connector.id(),
                    LogText.oneLine(connector.name()));
        }
        Attempt.Ran ran =
                switch (choice) {
                    case OperationChoice.Chosen chosen ->
                            attempt.run(
                                    type, identity, ready, chosen, request, way.outbound(), log);
                    case OperationChoice.Thrown(Failed failure) ->
                            new Attempt.Ran(ready.redactor().redact(failure), 0);
                    case OperationChoice.Invalid _ ->
                            throw new IllegalStateException("answered above");
                };
        ExecutionRecord record =
                ExecutionRecords.of(
                        ids.uuid(),
                        startedAt,
                        clock.nanoTime() - start,
                        request,
                        connector,
                        type,
                        ran);
        record.error()
                .ifPresent(error ->
                        log.warn(
                                "action execution failure: {}:{}: {}: {}",
                                type.id(),
                                connector.id(),
                                LogText.oneLine(connector.name()),
                                LogText.oneLine(error)));
        return new ExecutionAnswer.Finished(
                connector.id(),
                ran.outcome(),
                idempotency(choice, identity, ready, request),
                Optional.of(record));
    }

    /**
     * Only a delivery decides by it. What is signed has an id by which its receiver knows it again
     * (ADR 2).
     */
    private Optional<Idempotency> idempotency(
            OperationChoice choice,
            ConnectorIdentity connector,
            PreparedConnector ready,
            ExecutionRequest request) {
        return declared(choice, ready, request)
                .map(one ->
                        one == Idempotency.EFFECTFUL && signing.of(connector).isPresent()
                                ? Idempotency.KEYED
                                : one);
    }

    private static Optional<Idempotency> declared(
            OperationChoice choice, PreparedConnector ready, ExecutionRequest request) {
        return request.deliveryId().isPresent()
                        && choice
                                instanceof
                                OperationChoice.Chosen(Operation operation, JsonNode params)
                ? Optional.of(
                        operation.idempotency().of(ready.config(), params, request.deliveryId()))
                : Optional.empty();
    }

    private static ExecutionAnswer invalid(
            ConnectorIdentity identity,
            PreparedConnector ready,
            String message,
            ErrorSource source) {
        Outcome outcome =
                new Failed(
                        Reason.CONFIGURATION,
                        ready.redactor().redact(message),
                        Optional.empty(),
                        WireRetry.NO,
                        source,
                        Effect.NONE,
                        Optional.empty());
        return new ExecutionAnswer.Finished(
                identity.id(), outcome, Optional.empty(), Optional.empty());
    }
}
