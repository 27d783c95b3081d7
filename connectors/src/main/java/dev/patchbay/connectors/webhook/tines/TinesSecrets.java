package dev.patchbay.connectors.webhook.tines;

import dev.patchbay.sdk.secret.Secret;

/** Who asks the API; webhooks are not asked as anybody. */
record TinesSecrets(Secret email, Secret token) {}
