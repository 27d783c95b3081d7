package dev.patchbay.connectors.messaging.slackapi;

import java.util.List;
import java.util.Optional;

/** Of all sub-actions together. */
record SlackApiParams(
        Optional<String> channelId,
        Optional<List<String>> channels,
        Optional<List<String>> channelIds,
        Optional<List<String>> channelNames,
        Optional<String> text) {}
