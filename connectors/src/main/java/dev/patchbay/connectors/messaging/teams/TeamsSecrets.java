package dev.patchbay.connectors.messaging.teams;

import dev.patchbay.sdk.secret.Secret;

/** The whole URL is the credential. */
record TeamsSecrets(Secret webhookUrl) {}
