package dev.patchbay.connectors.messaging.slackapi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Of all sub-actions together, but for {@link SlackDigest}. */
record SlackApiParams(
        Optional<String> channelId,
        Optional<List<String>> channels,
        Optional<List<String>> channelIds,
        Optional<List<String>> channelNames,
        Optional<String> text,
        Optional<String> types,
        Optional<String> cursor,
        Optional<Boolean> excludeArchived,
        Optional<Integer> limit,
        Optional<String> channel,
        Optional<BigDecimal> oldest,
        Optional<String> ts) {}
