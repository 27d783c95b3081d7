package dev.patchbay.connectors.messaging.slack;

import dev.patchbay.sdk.secret.Secret;

/** The whole URL is the credential. */
record SlackSecrets(Secret webhookUrl) {}
