package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.connector.TypeContext;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server's settings as a case has them. */
record CaseContext(List<String> hosts, Map<String, JsonNode> settings) implements TypeContext {

    @Override
    public AllowedHosts allowedHosts() {
        return new AllowedHosts() {
            @Override
            public Optional<String> hostName(String url) {
                try {
                    return Optional.ofNullable(new URI(url).getHost());
                } catch (URISyntaxException e) {
                    return Optional.empty();
                }
            }

            @Override
            public boolean allowsUrl(String url) {
                return hosts.contains("*") || hostName(url).filter(hosts::contains).isPresent();
            }

            @Override
            public boolean allowsHost(String host) {
                return hosts.contains("*") || hosts.contains(host);
            }
        };
    }

    @Override
    public Optional<JsonNode> setting(String dottedName) {
        return Optional.ofNullable(settings.get(dottedName));
    }
}
