package dev.patchbay.connectors.messaging.slackapi;

import java.util.List;
import java.util.Optional;

/** The channels that may be posted to; none named: any. */
record SlackApiConfig(Optional<List<Allowed>> allowedChannels) {

    /** One channel; its name with or without the leading {@code #}. */
    record Allowed(String name, Optional<String> id) {}

    List<Allowed> allowed() {
        return allowedChannels.orElseGet(List::of);
    }
}
