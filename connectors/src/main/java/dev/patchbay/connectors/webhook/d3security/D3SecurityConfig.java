package dev.patchbay.connectors.webhook.d3security;

/** Where events go. */
record D3SecurityConfig(String url) {}
