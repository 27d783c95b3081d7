package dev.patchbay.connectors.webhook.torq;

import dev.patchbay.sdk.secret.Secret;

/** What proves the caller. */
record TorqSecrets(Secret token) {}
