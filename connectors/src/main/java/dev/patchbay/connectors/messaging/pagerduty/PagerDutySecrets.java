package dev.patchbay.connectors.messaging.pagerduty;

import dev.patchbay.sdk.secret.Secret;

/** The integration key of a service or of a ruleset. */
record PagerDutySecrets(Secret routingKey) {}
