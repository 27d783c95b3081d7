package dev.patchbay.connectors.messaging.xmatters;

import java.util.Optional;

/** Where to with Basic credentials; otherwise the URL is a secret. */
record XmattersConfig(Optional<String> configUrl, boolean usesBasic) {}
