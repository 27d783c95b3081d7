package dev.patchbay.connectors.spec;

import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.connector.Check;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The allow-list at a save and before each run: of every address among the fields, and of those
 * that the file itself names. Hosts that are put together are judged when they are called.
 */
record SpecUrlChecks(
        AllowedHosts hosts, Set<String> origins, Set<String> config, Set<String> secrets) {

    private static final String PREFIX = "error validating url: ";

    static SpecUrlChecks of(AllowedHosts hosts, JsonNode file, List<SpecUrl> urls) {
        Set<String> origins = new LinkedHashSet<>();
        urls.forEach(url -> url.literalOrigin().ifPresent(origins::add));
        return new SpecUrlChecks(
                hosts, origins, addresses(file.path("config")), addresses(file.path("secrets")));
    }

    private static Set<String> addresses(JsonNode fields) {
        Set<String> names = new LinkedHashSet<>();
        fields.properties()
                .forEach(field -> {
                    if (field.getValue().path("format").asString("").equals("url")) {
                        names.add(field.getKey());
                    }
                });
        return names;
    }

    Check ofConfig() {
        return value ->
                origins.stream()
                        .flatMap(origin -> refusal(origin + "/").stream())
                        .findFirst()
                        .or(() -> refusal(value, config));
    }

    Check ofSecrets() {
        return value -> refusal(value, secrets);
    }

    private Optional<String> refusal(JsonNode value, Set<String> names) {
        return names.stream()
                .map(name -> value.path(name).asString(""))
                .filter(url -> !url.isEmpty())
                .flatMap(url -> refusal(url).stream())
                .findFirst();
    }

    private Optional<String> refusal(String url) {
        return hosts.allowsUrl(url)
                ? Optional.empty()
                : Optional.of(PREFIX + AllowedHosts.refusedUrl(url));
    }
}
