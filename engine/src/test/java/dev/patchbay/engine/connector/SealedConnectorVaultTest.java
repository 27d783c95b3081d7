package dev.patchbay.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.ConnectorVault.Opened;
import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;

class SealedConnectorVaultTest {

    private static final Secret A = new Secret("a".repeat(32));
    private static final Secret B = new Secret("b".repeat(32));
    private static final String CONFIG = "{\"hasAuth\":true,\"url\":\"https://example.com/\"}";

    private final ConnectorVault vault = vault(A);
    private final ObjectNode secrets =
            Json.object().put("user", "jane").put("password", "canary-4711");
    private final StoredConnector stored =
            stored("1", ".webhook", CONFIG, false, "name", "default");

    @Test
    void secretsComeBackAsTheyWereGiven() {
        Opened.Secrets opened = (Opened.Secrets) vault.open(stored);

        assertThat(opened.value()).isEqualTo(secrets);
        assertThat(opened.primary()).isTrue();
    }

    @Test
    void nameAndSpaceMayChange() {
        StoredConnector moved =
                new StoredConnector(
                        "1",
                        "other",
                        ".webhook",
                        "new name",
                        CONFIG,
                        stored.sealedSecrets(),
                        false,
                        7,
                        Instant.EPOCH,
                        Instant.MAX);

        assertThat(vault.open(moved)).isInstanceOf(Opened.Secrets.class);
    }

    @Test
    void idTypeConfigAndFlagAreBound() {
        byte[] sealed = stored.sealedSecrets();

        assertThat(
                        List.of(
                                vault.open(with("2", ".webhook", CONFIG, false, sealed)),
                                vault.open(with("1", ".slack", CONFIG, false, sealed)),
                                vault.open(with("1", ".webhook", "{}", false, sealed)),
                                vault.open(with("1", ".webhook", CONFIG + " ", false, sealed)),
                                vault.open(with("1", ".webhook", CONFIG, true, sealed)),
                                // Parts cannot flow into each other.
                                vault.open(with("1\",{", ".webhook", CONFIG, false, sealed))))
                .allSatisfy(opened ->
                        assertThat(opened)
                                .isInstanceOfSatisfying(
                                        Opened.Unreadable.class,
                                        no ->
                                                assertThat(no.why())
                                                        .startsWith(
                                                                "it, or what it is bound"
                                                                        + " to, was"
                                                                        + " changed")));
    }

    @Test
    void anotherKeyIsReportedNotThrown() {
        assertThat(vault(B).open(stored))
                .isInstanceOfSatisfying(
                        Opened.Unreadable.class,
                        no -> assertThat(no.why()).endsWith("which is not configured"));
    }

    @Test
    void anOldKeyOpensAndTellsThatRotationHasWorkLeft() {
        Opened.Secrets opened = (Opened.Secrets) vault(B, A).open(stored);

        assertThat(opened.value()).isEqualTo(secrets);
        assertThat(opened.primary()).isFalse();
    }

    @Test
    void anEmptyColumnIsUnreadable() {
        assertThat(vault.open(with("1", ".webhook", CONFIG, false, new byte[0])))
                .isEqualTo(new Opened.Unreadable("the envelope has only 0 bytes"));
    }

    @Test
    void nothingPrintsTheSecrets() {
        assertThat(vault.open(stored).toString() + stored + vault).doesNotContain("canary", "jane");
    }

    private StoredConnector stored(
            String id, String type, String config, boolean missing, String name, String space) {
        return new StoredConnector(
                id,
                space,
                type,
                name,
                config,
                vault.seal(id, type, config, missing, secrets),
                missing,
                1,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static StoredConnector with(
            String id, String type, String config, boolean missing, byte[] sealed) {
        return new StoredConnector(
                id,
                "default",
                type,
                "name",
                config,
                sealed,
                missing,
                1,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static ConnectorVault vault(Secret primary, Secret... others) {
        return new SealedConnectorVault(KeyRing.of(primary, List.of(others), IdSource.random()));
    }
}
