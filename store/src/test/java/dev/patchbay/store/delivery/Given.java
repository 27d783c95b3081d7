package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.AttemptLog;
import dev.patchbay.engine.delivery.Completion;
import dev.patchbay.engine.delivery.Delivery;
import dev.patchbay.engine.delivery.DeliveryIds;
import dev.patchbay.engine.delivery.DeliveryQuery;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.NewDelivery;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Deliveries for tests of the store. */
final class Given {

    static final byte[] SEALED = {1, 2, 3};

    private static final DeliveryIds IDS = new DeliveryIds(Clock.system(), IdSource.random());

    private Given() {}

    static NewDelivery delivery(String space, String connector, Optional<String> lane) {
        return delivery(space, connector, lane, Optional.empty(), Optional.empty());
    }

    static NewDelivery delivery(
            String space,
            String connector,
            Optional<String> lane,
            Optional<Instant> notBefore,
            Optional<Instant> expiresAt) {
        return new NewDelivery(
                new Delivery(
                        IDS.next(),
                        space,
                        connector,
                        ".webhook",
                        lane,
                        new Caller(
                                "elastic",
                                "u-1",
                                Optional.of(new Caller.ApiKeyRef("k-1", "terraform"))),
                        Instant.ofEpochMilli(Clock.system().now().toEpochMilli()),
                        notBefore,
                        expiresAt,
                        Optional.empty()),
                SEALED,
                Optional.empty());
    }

    static AttemptLog.Entry failure(String reason) {
        return new AttemptLog.Entry(
                Instant.ofEpochMilli(1_700_000_000_000L),
                12,
                Optional.of(reason),
                Optional.of("none"),
                Optional.of("error"),
                false);
    }

    static Completion again(AttemptLog log, Duration delay) {
        return new Completion.Again(delay, log.plus(failure("network")), Optional.of(SEALED));
    }

    static Completion ended(AttemptLog log, DeliveryState state) {
        return new Completion.Ended(
                state,
                state == DeliveryState.DEAD ? Optional.of("network") : Optional.empty(),
                log.plus(failure("network")),
                Optional.of(SEALED));
    }

    static DeliveryQuery all(String space) {
        return query(space, Optional.empty(), Optional.empty(), Optional.empty(), 1_000);
    }

    static DeliveryQuery query(
            String space,
            Optional<DeliveryState> state,
            Optional<String> connector,
            Optional<String> before,
            int limit) {
        return new DeliveryQuery(
                space,
                state,
                connector,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                before,
                limit);
    }
}
