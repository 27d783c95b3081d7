package dev.patchbay.connectors.messaging.slack;

/** What to post. */
record SlackParams(String message) {}
