package dev.patchbay.connectors.messaging.teams;

/** What to post. */
record TeamsParams(String message) {}
