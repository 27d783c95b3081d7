package dev.patchbay.connectors.webhook.webhook;

/** Where to and how; the rest of the config is the authentication block. */
record WebhookConfig(String url, WebhookMethod method) {}
