package dev.patchbay.engine.connector;

import tools.jackson.databind.node.ObjectNode;

/**
 * Seals and opens the secrets of stored connectors. The associated data is the connector's id,
 * type, missing-secrets flag and canonical config (contract/actions-api.md, section 14).
 * Thread-safe.
 */
public interface ConnectorVault {

    /** Seals secrets for a connector with these authenticated facts, with the primary key. */
    byte[] seal(
            String id,
            String typeId,
            String canonicalConfig,
            boolean missingSecrets,
            ObjectNode secrets);

    /** Opens the secrets of a connector. Never throws for a record that cannot be read. */
    Opened open(StoredConnector connector);

    /** What came of opening. */
    sealed interface Opened {

        /**
         * The secrets.
         *
         * @param primary whether the primary key sealed them; false = rotation has work left
         */
        record Secrets(ObjectNode value, boolean primary) implements Opened {
            @Override
            public String toString() {
                return "Secrets[redacted]";
            }
        }

        /** No key of the ring opens them, or the record was changed; why, for the log. */
        record Unreadable(String why) implements Opened {}
    }
}
