package dev.patchbay.connectors.messaging.opsgenie;

/** Where the API is. */
record AlertConfig(String apiUrl) {}
