package dev.patchbay.connectors.messaging.xmatters;

import dev.patchbay.sdk.secret.Secret;

import java.util.Optional;

/** User and password, or a URL that holds an API key. */
record XmattersSecrets(
        Optional<Secret> user, Optional<Secret> password, Optional<Secret> secretsUrl) {}
