package dev.patchbay.connectors.messaging.xmatters;

import java.util.Optional;

/** What the flow gets; without a signal and an action group xMatters takes it for a test. */
record XmattersParams(
        Optional<String> alertActionGroupName,
        Optional<String> signalId,
        Optional<String> ruleName,
        Optional<String> date,
        String severity,
        Optional<String> spaceId,
        Optional<String> tags) {}
