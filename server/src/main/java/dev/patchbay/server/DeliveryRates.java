package dev.patchbay.server;

import dev.patchbay.engine.delivery.DeliveryLimit;
import dev.patchbay.engine.delivery.DeliveryLimits;
import dev.patchbay.server.settings.ActionsSettings;
import dev.patchbay.server.settings.PatchbaySettings;
import dev.patchbay.server.settings.Settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Limits of deliveries: what the settings say, then what is shipped. Stateless. */
final class DeliveryRates {

    private static final String EMAIL = ".email";

    /**
     * Below what the vendors let through: Slack one message a second for each webhook (their page
     * on rate limits), PagerDuty 120 events a minute for each key. A mail relay seldom likes more
     * than a few connections.
     */
    private static final Map<String, DeliveryLimit> SHIPPED =
            Map.of(
                    ".slack",
                    limit(1, 5, DeliveryLimit.DEFAULT_CONCURRENCY),
                    ".slack_api",
                    limit(1, 5, DeliveryLimit.DEFAULT_CONCURRENCY),
                    ".pagerduty",
                    limit(2, 30, DeliveryLimit.DEFAULT_CONCURRENCY),
                    EMAIL,
                    limit(5, 20, 5));

    private DeliveryRates() {}

    private static DeliveryLimit limit(double rate, int burst, int concurrency) {
        return new DeliveryLimit(Optional.of(rate), burst, concurrency, Optional.empty());
    }

    /** The limits of these settings. */
    static DeliveryLimits of(Settings settings) {
        List<DeliveryLimits.Entry> entries = new ArrayList<>();
        // Kibana's window over all e-mail connectors: no burst, so that no window has more.
        settings.actions()
                .emailRateLimit()
                .ifPresent(limit ->
                        entries.add(new DeliveryLimits.Entry(EMAIL, shared(EMAIL, limit))));
        for (PatchbaySettings.Limit limit : settings.patchbay().delivery().limits()) {
            entries.add(
                    new DeliveryLimits.Entry(
                            limit.id(),
                            new DeliveryLimit(
                                    limit.rate(),
                                    limit.burst().orElse(1),
                                    limit.concurrency().orElse(DeliveryLimit.DEFAULT_CONCURRENCY),
                                    Optional.empty())));
        }
        return new DeliveryLimits(entries, SHIPPED);
    }

    private static DeliveryLimit shared(String key, ActionsSettings.RateLimit limit) {
        double perSecond = limit.limit() * 1e9 / limit.window().toNanos();
        return new DeliveryLimit(
                Optional.of(perSecond), 1, DeliveryLimit.DEFAULT_CONCURRENCY, Optional.of(key));
    }
}
