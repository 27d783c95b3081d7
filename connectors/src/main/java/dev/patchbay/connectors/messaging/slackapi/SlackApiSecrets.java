package dev.patchbay.connectors.messaging.slackapi;

import dev.patchbay.sdk.secret.Secret;

/** The token of a bot. */
record SlackApiSecrets(Secret token) {}
