package dev.patchbay.connectors.webhook.tines;

/** The tenant. */
record TinesConfig(String url) {}
