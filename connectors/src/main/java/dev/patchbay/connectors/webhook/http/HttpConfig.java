package dev.patchbay.connectors.webhook.http;

import java.util.Optional;

/** Where to; the rest of the config is the authentication block. */
record HttpConfig(Optional<String> url) {}
