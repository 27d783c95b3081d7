package dev.patchbay.connectors.webhook.d3security;

import dev.patchbay.sdk.secret.Secret;

/** Key of the webhook. */
record D3SecuritySecrets(Secret token) {}
