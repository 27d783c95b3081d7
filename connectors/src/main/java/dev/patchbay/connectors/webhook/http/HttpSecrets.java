package dev.patchbay.connectors.webhook.http;

import dev.patchbay.sdk.secret.Secret;

import java.util.Map;
import java.util.Optional;

/** What this type has beside the credentials of the authentication block. */
record HttpSecrets(Optional<Map<String, Secret>> secretQueryParams) {}
