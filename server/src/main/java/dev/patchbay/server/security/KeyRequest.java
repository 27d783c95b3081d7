package dev.patchbay.server.security;

import dev.patchbay.engine.security.ApiKeys;
import dev.patchbay.engine.security.RoleDescriptor;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a key shall be (contract/security-and-spaces.md, section 3.4, Create). */
final class KeyRequest {

    static final Set<String> MEMBERS = Set.of("name", "expiration", "role_descriptors", "metadata");
    static final String BAD_METADATA = "API key metadata keys may not start with [_]";

    private static final int LONGEST_NAME = 256;

    /** At most some 27 million years. */
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,10})(d|h|m|s|ms|micros|nanos)", Pattern.CASE_INSENSITIVE);

    private final EsAnswers answers;
    private final DescriptorReader descriptors;

    KeyRequest(EsAnswers answers) {
        this.answers = answers;
        this.descriptors = new DescriptorReader(answers);
    }

    /** The draft of a key, or a refusal in {@code body}. */
    ApiKeys.Draft read(EsBody body) {
        Optional<String> name = body.string("name");
        Optional<Duration> lifetime = lifetime(body);
        Map<String, RoleDescriptor> limits = descriptors(body).orElse(Map.of());
        ObjectNode metadata = body.object("metadata").orElseGet(Json::object);
        List<String> wrong = new ArrayList<>();
        if (name.isEmpty() || name.get().isEmpty()) {
            wrong.add("api key name is required");
        } else {
            checkName(name.get(), wrong);
        }
        if (hasReservedKey(metadata)) {
            wrong.add(BAD_METADATA);
        }
        if (!wrong.isEmpty()) {
            body.refuse(answers.invalid(EsAnswers.REQUEST_VALIDATION, wrong));
        }
        return new ApiKeys.Draft(name.orElse(""), lifetime, limits, metadata);
    }

    private static void checkName(String name, List<String> wrong) {
        if (name.length() > LONGEST_NAME) {
            wrong.add("api key name may not be more than 256 characters long");
        }
        if (!name.equals(name.strip())) {
            wrong.add("api key name may not begin or end with whitespace");
        }
        if (name.startsWith("_")) {
            wrong.add("api key name may not begin with an underscore");
        }
    }

    /** The descriptors when they were sent. */
    Optional<Map<String, RoleDescriptor>> descriptors(EsBody body) {
        return descriptors.readAll(body);
    }

    static boolean hasReservedKey(JsonNode metadata) {
        return metadata.propertyNames().stream().anyMatch(key -> key.startsWith("_"));
    }

    /** The lifetime in whole seconds, as in Elasticsearch; parts of a second are cut off. */
    Optional<Duration> lifetime(EsBody body) {
        Optional<String> text = body.string("expiration");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher time = TIME.matcher(text.get());
        if (!time.matches()) {
            body.refuse(
                    answers.error(
                            400,
                            EsAnswers.ARGUMENT,
                            "failed to parse setting [expiration] with value ["
                                    + text.get()
                                    + "] as a time value: unit is missing or unrecognized"));
            return Optional.empty();
        }
        long count = Long.parseLong(time.group(1));
        Duration exact =
                switch (time.group(2).toLowerCase(java.util.Locale.ROOT)) {
                    case "d" -> Duration.ofDays(count);
                    case "h" -> Duration.ofHours(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "ms" -> Duration.ofMillis(count);
                    case "micros" -> Duration.ofNanos(count * 1_000);
                    default -> Duration.ofNanos(count);
                };
        return Optional.of(Duration.ofSeconds(exact.toSeconds()));
    }
}
