package dev.patchbay.connectors.messaging.slackapi;

import dev.patchbay.connectors.messaging.slackapi.SlackApiConfig.Allowed;
import dev.patchbay.sdk.outcome.ErrorSource;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a message goes: a name before an id before the deprecated list. */
sealed interface SlackChannel {

    /** This one. */
    record Found(String channel) implements SlackChannel {}

    /** None that may be posted to. */
    record Refused(Failed failure) implements SlackChannel {}

    static SlackChannel of(SlackApiConfig config, SlackApiParams params) {
        List<String> names = params.channelNames().orElseGet(List::of);
        List<String> ids = given(params.channelIds());
        if (params.channelNames().isPresent() && names.isEmpty()) {
            return new Refused(
                    Failed.thrown(
                            Reason.CONFIGURATION, SlackApiTexts.NO_NAME, ErrorSource.FRAMEWORK));
        }
        Optional<String> channel =
                Stream.of(names, ids, given(params.channels())).flatMap(List::stream).findFirst();
        if (channel.isEmpty()) {
            return refused(SlackApiTexts.NO_CHANNEL);
        }
        List<Allowed> allowed = config.allowed();
        boolean all =
                allowed.isEmpty()
                        || (names.stream().allMatch(name -> named(name, allowed))
                                && ids.stream().allMatch(id -> identified(id, allowed)));
        return all ? new Found(channel.get()) : refused(SlackApiTexts.NOT_ALLOWED);
    }

    private static List<String> given(Optional<List<String>> channels) {
        return channels.orElseGet(List::of).stream().filter(text -> !text.isEmpty()).toList();
    }

    private static boolean named(String name, List<Allowed> allowed) {
        return allowed.stream().anyMatch(one -> bare(one.name()).equals(bare(name)));
    }

    private static boolean identified(String id, List<Allowed> allowed) {
        return allowed.stream().anyMatch(one -> one.id().filter(id::equals).isPresent());
    }

    private static String bare(String name) {
        return name.startsWith("#") ? name.substring(1) : name;
    }

    private static Refused refused(String text) {
        return new Refused(
                Failed.of(Reason.CONFIGURATION, SlackApiTexts.NOT_POSTED).withServiceMessage(text));
    }
}
