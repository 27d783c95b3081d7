package dev.patchbay.engine.connector;

import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.secret.Opened.Unreadable;
import dev.patchbay.engine.secret.Opened.Value;
import dev.patchbay.engine.secret.Purpose;
import dev.patchbay.engine.secret.SecretBox;
import dev.patchbay.sdk.json.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Connector secrets as one ciphertext. {@code name} and space are not authenticated: they change
 * without the secrets. Thread-safe.
 */
public final class SealedConnectorVault implements ConnectorVault {

    private final SecretBox box;

    /** With the keys of a ring. */
    public SealedConnectorVault(KeyRing ring) {
        this.box = ring.box(Purpose.CONNECTOR_SECRETS);
    }

    @Override
    public byte[] seal(
            String id,
            String typeId,
            String canonicalConfig,
            boolean missingSecrets,
            ObjectNode secrets) {
        return box.seal(
                Json.writeBytes(secrets),
                AssociatedData.ofConnector(id, typeId, canonicalConfig, missingSecrets));
    }

    @Override
    public Opened open(StoredConnector connector) {
        byte[] associated =
                AssociatedData.ofConnector(
                        connector.id(),
                        connector.typeId(),
                        connector.config(),
                        connector.missingSecrets());
        return switch (box.open(connector.sealedSecrets(), associated)) {
            case Value value -> secrets(value);
            case Unreadable unreadable -> new Opened.Unreadable(unreadable.why());
        };
    }

    /** What a foreign program sealed with the right key may still be no object. */
    private static Opened secrets(Value value) {
        try {
            if (Json.read(value.bytes()) instanceof ObjectNode secrets) {
                return new Opened.Secrets(secrets, value.primary());
            }
        } catch (JacksonException _) {
            // Its message would quote the secrets.
        }
        return new Opened.Unreadable(
                "the key " + value.keyId() + " opens it, but it holds no JSON object");
    }
}
