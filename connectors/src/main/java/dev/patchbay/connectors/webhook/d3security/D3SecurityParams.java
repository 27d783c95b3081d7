package dev.patchbay.connectors.webhook.d3security;

import java.util.Optional;

/** An event. */
record D3SecurityParams(Optional<String> body, String severity, String eventType) {}
