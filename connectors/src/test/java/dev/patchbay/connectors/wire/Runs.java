package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.connectors.BuiltInTypes;
import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;

import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Runs of a connector over one real network, tokens kept between them. */
final class Runs implements AutoCloseable {

    private static final ConnectorIdentity CONNECTOR =
            new ConnectorIdentity("c1", "mine", "type", "default");

    private final Network network =
            new Network(NetworkSettings.DEFAULT, new TokensInMemory(), new FixedClock());
    private final Function<TypeContext, ConnectorType> declaration;
    private final String origin;
    private final String target;

    Runs(String typeId) {
        this(typeId, "", "");
    }

    /** What the type sends to {@code origin} goes to {@code target}. */
    Runs(String typeId, String origin, String target) {
        this(context -> builtIn(context, typeId), origin, target);
    }

    /** Of a type that is not built in. */
    Runs(Function<TypeContext, ConnectorType> declaration) {
        this(declaration, "", "");
    }

    private Runs(Function<TypeContext, ConnectorType> declaration, String origin, String target) {
        this.declaration = declaration;
        this.origin = origin;
        this.target = target;
    }

    private static ConnectorType builtIn(TypeContext context, String typeId) {
        return new BuiltInTypes()
                .types(context).stream()
                        .filter(each -> each.id().equals(typeId))
                        .findFirst()
                        .orElseThrow();
    }

    /** An outcome, and the values that are redacted from it. */
    record Run(Outcome outcome, SecretValues secretValues) {}

    /** One run; single quotes stand for double ones. */
    Run run(String config, String secrets, String params) {
        return exactly(json(config), json(secrets), json(params));
    }

    /** Why these values are not run. */
    Optional<String> refused(JsonNode config, JsonNode secrets, JsonNode params) {
        ConnectorType type = declaration.apply(new CaseContext(network.allowedHosts(), Map.of()));
        return Validated.of(type, CONNECTOR, config, secrets, params).refused();
    }

    /** One run of these values. */
    Run exactly(JsonNode config, JsonNode secrets, JsonNode params) {
        ConnectorType type = declaration.apply(new CaseContext(network.allowedHosts(), Map.of()));
        Validated validated = Validated.of(type, CONNECTOR, config, secrets, params);
        assertThat(validated.refused()).isEmpty();
        Choice.Chosen chosen = (Choice.Chosen) validated.choice();
        SecretValues values = new SecretValues();
        values.addAll(validated.secrets());
        try (AttemptTransports transports =
                network.open(new AttemptScope(CONNECTOR, values, Cancellation.never()))) {
            Invocation invocation =
                    new Invocation(
                            CONNECTOR,
                            validated.config(),
                            validated.secrets(),
                            chosen.params(),
                            Optional.empty(),
                            Optional.empty(),
                            new Rerouted(transports, origin, target),
                            values,
                            new FixedClock(),
                            LoggerFactory.getLogger("plugins.actions" + type.id()));
            return new Run(chosen.operation().function().attempt(invocation), values);
        }
    }

    @Override
    public void close() {
        network.close();
    }

    private static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"'));
    }
}
