package dev.patchbay.connectors.webhook.torq;

/** What the workflow gets, as JSON text; empty: nothing. */
record TorqParams(String body) {}
