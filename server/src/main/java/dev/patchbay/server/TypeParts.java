package dev.patchbay.server;

import dev.patchbay.connectors.spec.SpecReader;
import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.engine.connector.PreconfiguredConnectors;
import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.ConnectorTypeProvider;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.elasticsearch.AllowedIndices;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.settings.ActionsSettings;
import dev.patchbay.server.settings.Settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Connector types, found on the class path, and the connectors of kibana.yml. */
final class TypeParts {

    private static final Logger LOG = LoggerFactory.getLogger("plugins.actions");

    private record Context(
            AllowedHosts allowedHosts,
            ActionsSettings settings,
            Optional<String> publicBaseUrl,
            AllowedIndices allowedIndices)
            implements TypeContext {

        @Override
        public Optional<JsonNode> setting(String dottedName) {
            return settings.setting(dottedName);
        }
    }

    private TypeParts() {}

    /** Every type that a provider declares, and those of the directory, as long as it changes. */
    static ConnectorTypes types(
            Settings all, AllowedHosts allowedHosts, OpenParts parts, Clock clock)
            throws StartRefusedException {
        ActionsSettings settings = all.actions();
        TypeContext context =
                new Context(
                        allowedHosts,
                        settings,
                        all.server().publicBaseUrl(),
                        new AllowedIndices(all.elasticsearch().allowedIndices()));
        List<ConnectorType> types = new ArrayList<>();
        for (ConnectorTypeProvider provider : ServiceLoader.load(ConnectorTypeProvider.class)) {
            types.addAll(provider.types(context));
        }
        ConnectorTypes registry = new ConnectorTypes(types, settings::typeEnabled);
        Optional<Path> directory = all.patchbay().connectorSpecs();
        if (directory.isPresent()) {
            List<ConnectorType> bundled =
                    types.stream().filter(type -> type.specHash().isPresent()).toList();
            SpecDirectory specs =
                    new SpecDirectory(directory.get(), new SpecReader(context), bundled, registry);
            specs.start();
            parts.add("connector specs", new SpecWatch(specs, clock));
        }
        return registry;
    }

    /** The connectors of kibana.yml; what will fail at execution is said now. */
    static PreconfiguredConnectors preconfigured(ActionsSettings settings, ConnectorTypes types)
            throws StartRefusedException {
        PreconfiguredConnectors connectors = read(settings, types);
        connectors.warnings(types).forEach(LOG::warn);
        return connectors;
    }

    /** The connectors of kibana.yml, without a word in the log. */
    static PreconfiguredConnectors read(ActionsSettings settings, ConnectorTypes types)
            throws StartRefusedException {
        PreconfiguredConnectors connectors =
                new PreconfiguredConnectors(
                        settings.preconfigured().values().stream()
                                .map(entry ->
                                        new PreconfiguredConnectors.Entry(
                                                entry.id(),
                                                entry.name(),
                                                entry.actionTypeId(),
                                                entry.config(),
                                                entry.secrets(),
                                                entry.exposeConfig()))
                                .toList());
        Optional<String> refusal = connectors.refusal(types);
        if (refusal.isPresent()) {
            throw StartRefusedException.configuration(refusal.get());
        }
        return connectors;
    }
}
