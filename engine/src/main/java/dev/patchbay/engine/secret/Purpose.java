package dev.patchbay.engine.secret;

/**
 * What a sealed value is. Each purpose has its own keys, so that a value of one can never be opened
 * as a value of another.
 */
public enum Purpose {
    /** {@code secrets} of a stored connector. */
    CONNECTOR_SECRETS("connector secrets"),
    /** A cached OAuth token of a connector. */
    CONNECTOR_TOKEN("connector token"),
    /** Params of a delivery. */
    DELIVERY_PARAMS("delivery params"),
    /** The API key under which a rule runs. */
    RULE_KEY("rule key"),
    /** The key pair that connectors are sealed for when they move to this server. */
    CONNECTOR_TRANSFER("connector transfer");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    /** What is mixed into the derivation; must never change. */
    String label() {
        return label;
    }
}
