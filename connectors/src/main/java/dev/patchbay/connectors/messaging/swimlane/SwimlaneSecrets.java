package dev.patchbay.connectors.messaging.swimlane;

import dev.patchbay.sdk.secret.Secret;

/** A personal access token. */
record SwimlaneSecrets(Secret apiToken) {}
