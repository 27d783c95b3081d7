package dev.patchbay.server;

import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.settings.Settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which keys a server has, without making one. Stateless. */
final class BackupKeys {

    private BackupKeys() {}

    static Optional<Secret> configured(Settings settings) {
        return settings.encryption().encryptionKey();
    }

    /** The configured key, else the generated one; empty before the first start. */
    static Optional<Secret> primary(Settings settings) throws IOException {
        if (configured(settings).isPresent()) {
            return configured(settings);
        }
        Path file = settings.patchbay().dataPath().resolve(BackupFolder.KEY);
        return Files.isRegularFile(file)
                ? Optional.of(new Secret(Files.readString(file).strip()))
                : Optional.empty();
    }

    /** Ids of the keys that the settings name, the primary first. */
    static List<String> configuredIds(Settings settings) {
        return Stream.concat(
                        configured(settings).stream(),
                        settings.encryption().decryptionOnlyKeys().stream())
                .map(BackupKeys::id)
                .toList();
    }

    static String id(Secret key) {
        return KeyRing.of(key, List.of(), IdSource.random()).primaryKeyId();
    }
}
