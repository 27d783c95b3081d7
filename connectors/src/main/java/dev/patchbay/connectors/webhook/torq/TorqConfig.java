package dev.patchbay.connectors.webhook.torq;

/** Where to. */
record TorqConfig(String webhookIntegrationUrl) {}
