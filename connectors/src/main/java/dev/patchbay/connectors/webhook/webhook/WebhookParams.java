package dev.patchbay.connectors.webhook.webhook;

import java.util.Optional;

/** What to send. */
record WebhookParams(Optional<String> body) {}
