package dev.patchbay.connectors.messaging.opsgenie;

import dev.patchbay.sdk.secret.Secret;

/** Key of an API integration. */
record AlertSecrets(Secret apiKey) {}
