package dev.patchbay.connectors.messaging.email;

import dev.patchbay.sdk.secret.Secret;

import java.util.Optional;

/** Credentials of SMTP or of Microsoft Graph. */
record EmailSecrets(
        Optional<Secret> user, Optional<Secret> password, Optional<Secret> clientSecret) {}
