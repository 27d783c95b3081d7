package dev.patchbay.store.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.eventlog.EventDocuments;
import dev.patchbay.engine.eventlog.EventKql;
import dev.patchbay.engine.eventlog.EventSearch;
import dev.patchbay.engine.eventlog.EventSearch.Field;
import dev.patchbay.engine.eventlog.EventSearch.Order;
import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.engine.kql.Kql;
import dev.patchbay.engine.kql.KqlParse;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

/** Searches of the event log over both databases: columns decide as documents would. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class EventSearchIT {

    private static final boolean CAMPAIGN = Boolean.getBoolean("patchbay.campaign");
    private static final int RECORDS = CAMPAIGN ? 5_000 : 1_500;
    private static final int COMBINATIONS = CAMPAIGN ? 60 : 30;

    /** So that the records cover more than two days. */
    private static final long SECONDS_BETWEEN = 200_000 / RECORDS;

    private static final long SEED = Long.getLong("patchbay.seed", new Random().nextLong());
    private static final Instant NOW = Records.NOON.plus(Duration.ofHours(6));
    private static final EventDocuments DOCUMENTS = new EventDocuments("server-1", "9.4.0");
    private static final String[] NAMES = {
        "My Slack", "my slack", "100%_[x]*?", "back\\slash", "Ünï \"q\"", "a"
    };

    private static TestDatabase database;
    private static List<ExecutionRecord> records;

    @Parameter TestDatabase.Kind kind;

    @BeforeParameterizedClassInvocation
    static void fill(TestDatabase.Kind kind) {
        database = TestDatabase.open(kind);
        Random random = new Random(SEED);
        records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            records.add(record(random, i));
        }
        database.get()
                .work()
                .write(tx -> {
                    database.get().events().append(tx, records);
                    return true;
                });
    }

    @AfterParameterizedClassInvocation
    static void close() throws Exception {
        database.close();
    }

    @AfterAll
    static void seed() {
        System.out.println("EventSearchIT -Dpatchbay.seed=" + SEED);
    }

    private static ExecutionRecord record(Random random, int i) {
        boolean success = random.nextInt(3) > 0;
        String connector = random.nextBoolean() ? "c-" + random.nextInt(5) : uuid(7, random);
        boolean key = random.nextBoolean();
        return new ExecutionRecord(
                new UUID(random.nextLong(), i).toString(),
                // Three days, two records of one microsecond now and then.
                Records.NOON
                        .minusSeconds(i * SECONDS_BETWEEN)
                        .plusNanos(random.nextInt(3) * 333_000L),
                random.nextInt(5) * 60_000_000L + random.nextInt(2),
                random.nextInt(4) == 0 ? "space1" : "default",
                connector,
                NAMES[random.nextInt(NAMES.length)],
                random.nextBoolean() ? ".slack" : ".webhook",
                false,
                "http_request",
                success,
                success ? Optional.empty() : Optional.of(random.nextBoolean() ? "network" : "tls"),
                success ? Optional.empty() : Optional.of("none"),
                success ? Optional.empty() : Optional.of("error posting: " + random.nextInt(3)),
                random.nextBoolean() ? "elastic" : "robot",
                key ? Optional.of("key-" + random.nextInt(2)) : Optional.empty(),
                key ? Optional.of("name") : Optional.empty(),
                random.nextInt(3) * 1_000L,
                Optional.empty());
    }

    private static String uuid(long high, Random random) {
        return new UUID(high, random.nextInt(3)).toString();
    }

    private static Kql kql(String text) {
        return ((KqlParse.Query) KqlParse.of(text)).kql();
    }

    private EventSearch search(String query, List<Order> order, int offset, int limit) {
        EventKql kql = EventKql.of(kql(query), DOCUMENTS, NOW);
        return new EventSearch(
                Records.NOON.minus(Duration.ofDays(30)),
                NOW,
                List.of("default", "space1"),
                kql.condition(),
                kql.rest(),
                order,
                offset,
                limit);
    }

    private void agrees(String query) {
        Predicate<ExecutionRecord> meaning = EventKql.meaning(kql(query), DOCUMENTS, NOW);
        List<ExecutionRecord> wanted = records.stream().filter(meaning).toList();
        EventSearch.Page page = database.get().events().search(search(query, List.of(), 3, 10));
        assertThat(page.total()).as("seed %d: %s", SEED, query).isEqualTo(wanted.size());
        assertThat(page.successes())
                .isEqualTo(wanted.stream().filter(ExecutionRecord::success).count());
        assertThat(page.records())
                .as("seed %d: %s", SEED, query)
                .isEqualTo(
                        wanted.stream()
                                .sorted(Positions.ORDER.reversed())
                                .skip(3)
                                .limit(10)
                                .toList());
    }

    @Test
    void eachFieldAgrees() {
        for (String query :
                List.of(
                        "",
                        "kibana.action.id: c-1",
                        "kibana.action.id: c-*",
                        "kibana.action.id: 00000000-0000-0007-0000-000000000001",
                        "kibana.action.name: My Slack",
                        "kibana.action.name: *slack",
                        "kibana.action.name: \"100%_[x]*?\"",
                        "kibana.action.name: 100%_[x]\\*?*",
                        "kibana.action.name: *\\\\*",
                        "kibana.action.name: *ï*",
                        "kibana.action.type_id: .slack and event.outcome: failure",
                        "event.outcome: succ*",
                        "event.provider: actions and event.action: execute",
                        "not event.kind: action",
                        "kibana.space_ids: space1",
                        "kibana.saved_objects: { id: c-1 and namespace: space1 }",
                        "kibana.saved_objects.namespace: space1",
                        "not patchbay.reason: network",
                        "patchbay.effect: *",
                        "not kibana.user_api_key.id: key-1",
                        "user.name >= f",
                        "event.duration > 60000000 and event.duration <= 180000000",
                        "event.duration: 60000001",
                        "event.duration > 60000000.5",
                        "@timestamp < now-10h",
                        "event.start >= 2026-11-23 and event.end < \"2026-11-24T00:00\"",
                        "event.start: \"2026-11-24T12:00:00.123Z\"",
                        "kibana.action.execution.usage.request_body_bytes: 1000",
                        "message: failure or error.message: 2",
                        "error.message: \"error posting\"",
                        "robot",
                        "nothing.of.it: x or kibana.action.name: \"\\u0000\"",
                        "not (nothing.of.it: x)")) {
            agrees(query);
        }
    }

    /** Whatever is combined with whatever, on either side of a negation. */
    @Test
    void combinationsAgree() {
        String[] terms = {
            "kibana.action.type_id: .slack",
            "patchbay.reason: network",
            "kibana.action.name: *a*",
            "message: failure",
            "event.duration > 60000000",
            "kibana.user_api_key.id: key-0",
            "kibana.action.id: c-*",
            "event.outcome: success",
            "nothing: x"
        };
        Random random = new Random(SEED);
        for (int round = 0; round < COMBINATIONS; round++) {
            agrees(random(random, terms, 3));
        }
    }

    private static String random(Random random, String[] terms, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return terms[random.nextInt(terms.length)];
        }
        String left = random(random, terms, depth - 1);
        return switch (random.nextInt(3)) {
            case 0 -> "not (" + left + ")";
            case 1 -> "(" + left + ") and (" + random(random, terms, depth - 1) + ")";
            default -> "(" + left + ") or (" + random(random, terms, depth - 1) + ")";
        };
    }

    @Test
    void orders() {
        List<Order> slowest = List.of(new Order(Field.DURATION, false));
        List<Order> oldest = List.of(new Order(Field.DURATION, true), new Order(Field.START, true));
        for (String query : List.of("kibana.action.type_id: .slack", "message: slack")) {
            Predicate<ExecutionRecord> meaning = EventKql.meaning(kql(query), DOCUMENTS, NOW);
            Comparator<ExecutionRecord> newest = Positions.ORDER.reversed();
            Comparator<ExecutionRecord> duration =
                    Comparator.comparingLong(ExecutionRecord::durationNanos);
            assertThat(database.get().events().search(search(query, slowest, 0, 50)).records())
                    .isEqualTo(sorted(meaning, duration.reversed().thenComparing(newest)));
            assertThat(database.get().events().search(search(query, oldest, 0, 50)).records())
                    .isEqualTo(
                            sorted(
                                    meaning,
                                    duration.thenComparing(ExecutionRecord::startedAt)
                                            .thenComparing(newest)));
        }
    }

    private static List<ExecutionRecord> sorted(
            Predicate<ExecutionRecord> test, Comparator<ExecutionRecord> order) {
        return records.stream().filter(test).sorted(order).limit(50).toList();
    }

    @Test
    void rangeAndSpacesBound() {
        EventKql all = EventKql.of(kql(""), DOCUMENTS, NOW);
        Instant from = Records.NOON.minus(Duration.ofHours(20));
        Instant to = Records.NOON.minus(Duration.ofHours(2));
        EventSearch.Page page =
                database.get()
                        .events()
                        .search(
                                new EventSearch(
                                        from,
                                        to,
                                        List.of("space1"),
                                        all.condition(),
                                        all.rest(),
                                        List.of(),
                                        0,
                                        0));
        assertThat(page.records()).isEmpty();
        assertThat(page.total())
                .isEqualTo(
                        records.stream()
                                .filter(record ->
                                        record.spaceId().equals("space1")
                                                && !record.startedAt().isBefore(from)
                                                && !record.startedAt().isAfter(to))
                                .count());
    }

    /** More than one expression takes. */
    @Test
    void aQueryOfThousandsOfTermsAgrees() {
        agrees("kibana.action.id: c-0 or " + "kibana.action.id: c-1 or ".repeat(3_000) + "robot");
    }
}
