package dev.patchbay.sdk.transport;

import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.secret.SecretValues;

/**
 * What the ways out must know of an attempt.
 *
 * @param secretValues redacted from texts that the network module makes; tokens that come up are
 *     added here
 * @param cancellation aborts what is under way within a second
 */
public record AttemptScope(
        ConnectorIdentity connector, SecretValues secretValues, Cancellation cancellation) {}
