package dev.patchbay.engine.execution;

import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.secret.Secret;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which connectors sign the requests of their deliveries, and with what ({@code
 * patchbay.delivery.signing}). The first rule that names a connector or its type counts. Immutable.
 */
public final class WebhookSigning {

    /** Nothing is signed. */
    public static final WebhookSigning NONE = new WebhookSigning(List.of());

    /** Types whose receivers are the operator's own, or run the operator's playbooks. */
    public static final Set<String> TYPES =
            Set.of(".webhook", ".http", ".torq", ".tines", ".d3security", ".xmatters");

    private record Keyed(String id, WebhookSignature signature) {}

    private final List<Keyed> rules;

    /**
     * A rule.
     *
     * @param id connector or type id
     * @param secrets {@code whsec_…}; each makes a signature, so that a receiver may change over
     */
    public record Rule(String id, List<Secret> secrets) {
        public Rule {
            secrets = List.copyOf(secrets);
        }
    }

    /** These rules. */
    public WebhookSigning(List<Rule> rules) {
        this.rules =
                rules.stream()
                        .map(rule -> new Keyed(rule.id(), new WebhookSignature(rule.secrets())))
                        .toList();
    }

    Optional<WebhookSignature> of(ConnectorIdentity connector) {
        return rules.isEmpty() || !TYPES.contains(connector.typeId())
                ? Optional.empty()
                : rules.stream()
                        .filter(rule ->
                                rule.id().equals(connector.id())
                                        || rule.id().equals(connector.typeId()))
                        .map(Keyed::signature)
                        .findFirst();
    }
}
