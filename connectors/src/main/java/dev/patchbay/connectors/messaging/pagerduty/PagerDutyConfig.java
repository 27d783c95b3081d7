package dev.patchbay.connectors.messaging.pagerduty;

import java.util.Optional;

/** Where events go. */
record PagerDutyConfig(Optional<String> apiUrl) {

    /** PagerDuty's own address, unless another one is configured. */
    static final String DEFAULT_URL = "https://events.pagerduty.com/v2/enqueue";

    String url() {
        return apiUrl.filter(url -> !url.isEmpty()).orElse(DEFAULT_URL);
    }
}
