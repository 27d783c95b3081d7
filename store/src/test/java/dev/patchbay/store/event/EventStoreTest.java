package dev.patchbay.store.event;

import static dev.patchbay.store.event.Records.NOON;
import static dev.patchbay.store.event.Records.record;
import static dev.patchbay.store.event.Records.success;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.eventlog.ConnectorHealth;
import dev.patchbay.engine.eventlog.EventQuery;
import dev.patchbay.engine.eventlog.EventStore;
import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@link EventStore} over both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class EventStoreTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final EventQuery ALL = new Query().limit(10_000);

    @Parameter TestDatabase.Kind kind;

    private TestDatabase database;
    private EventStore store;

    @BeforeEach
    void open() {
        database = TestDatabase.open(kind);
        store = database.get().events();
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    private void append(ExecutionRecord... records) {
        append(List.of(records));
    }

    private void append(List<ExecutionRecord> records) {
        database.get()
                .work()
                .write(tx -> {
                    store.append(tx, records);
                    return true;
                });
    }

    private List<String> ids(EventQuery query) {
        return store.find(query).stream().map(ExecutionRecord::id).toList();
    }

    @Test
    void everyFieldComesBackAlsoAfterARestart() {
        ExecutionRecord full =
                new ExecutionRecord(
                        UUID.randomUUID().toString(),
                        NOON,
                        Long.MAX_VALUE,
                        "ops",
                        UUID.randomUUID().toString(),
                        "N\u00e4me \ud83d\udd0c",
                        ".slack",
                        true,
                        "http_request",
                        false,
                        Optional.of("rateLimited"),
                        Optional.of("none"),
                        Optional.of("x".repeat(ExecutionRecord.LONGEST_TEXT)),
                        "elastic",
                        Optional.of("key"),
                        Optional.of("key name"),
                        5_000_000_000L,
                        Optional.of("0123456789abcdef"));
        ExecutionRecord sparse =
                new ExecutionRecord(
                        "not a uuid",
                        NOON.plusSeconds(1),
                        0,
                        "default",
                        "my-slack",
                        "",
                        ".webhook",
                        false,
                        "http_request",
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty());
        append(full, sparse);
        assertThat(store.find(ALL)).containsExactly(sparse, full);
        store = database.reopen().events();
        assertThat(store.find(ALL)).containsExactly(sparse, full);
        append(success("later", NOON.plusSeconds(2)));
        assertThat(store.count()).isEqualTo(3);
    }

    @Test
    void recordThatIsThereIsLeftAlone() {
        append(success("a", NOON), success("b", NOON));
        append(success("b", NOON), success("c", NOON), success("c", NOON));
        assertThat(ids(ALL)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(store.count()).isEqualTo(3);
    }

    @Test
    void rolledBackRecordsAreNotThere() {
        try {
            database.get()
                    .work()
                    .write(tx -> {
                        store.append(tx, List.of(success("a", NOON)));
                        throw new IllegalArgumentException("no");
                    });
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessage("no");
        }
        assertThat(store.count()).isZero();
        append(success("b", NOON));
        assertThat(ids(ALL)).containsExactly("b");
    }

    @Test
    void newestComesFirstOverDays() {
        append(
                success("today", NOON),
                success("yesterday", NOON.minus(DAY)),
                success("last year", NOON.minus(DAY.multipliedBy(365))),
                success("tomorrow", NOON.plus(DAY)),
                success("today later", NOON.plusNanos(1_000)));
        assertThat(ids(ALL))
                .containsExactly("tomorrow", "today later", "today", "yesterday", "last year");
        assertThat(ids(new Query().limit(2))).containsExactly("tomorrow", "today later");
    }

    @Test
    void eachFilterFilters() {
        append(
                record("1", NOON, "ops", "c1", true),
                record("2", NOON.plusSeconds(1), "ops", "c2", false),
                record("3", NOON.plusSeconds(2), "default", "c1", false));
        assertThat(ids(new Query().space("ops").limit(9))).containsExactly("2", "1");
        assertThat(ids(new Query().connector("c1").limit(9))).containsExactly("3", "1");
        assertThat(ids(new Query().type(".webhook").limit(9))).hasSize(3);
        assertThat(ids(new Query().type(".slack").limit(9))).isEmpty();
        assertThat(ids(new Query().success(true).limit(9))).containsExactly("1");
        assertThat(ids(new Query().success(false).limit(9))).containsExactly("3", "2");
        assertThat(ids(new Query().reason("serverError").limit(9))).containsExactly("3", "2");
        assertThat(ids(new Query().reason("timeout").limit(9))).isEmpty();
        assertThat(ids(new Query().from(NOON.plusSeconds(1)).limit(9))).containsExactly("3", "2");
        assertThat(ids(new Query().to(NOON.plusSeconds(1)).limit(9))).containsExactly("1");
        assertThat(
                        ids(
                                new Query()
                                        .from(NOON)
                                        .to(NOON.plusSeconds(3))
                                        .space("ops")
                                        .connector("c2")
                                        .type(".webhook")
                                        .success(false)
                                        .reason("serverError")
                                        .limit(9)))
                .containsExactly("2");
    }

    @Test
    void pagesShowEveryRecordOnceAlsoWithinOneMicrosecond() {
        List<ExecutionRecord> records = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            records.add(success(UUID.randomUUID().toString(), NOON.plusSeconds(i / 10)));
        }
        append(records);
        List<String> seen = new ArrayList<>();
        Optional<String> before = Optional.empty();
        do {
            List<String> page = ids(new Query().before(before).limit(7));
            seen.addAll(page);
            before = page.stream().reduce((_, last) -> last);
        } while (before.isPresent());
        assertThat(seen).doesNotHaveDuplicates().hasSize(50).containsExactlyElementsOf(ids(ALL));
    }

    @Test
    void pageGoesOnAfterARestartAndAfterAnUnknownRecordThereIsNothing() {
        append(success("a", NOON), success("b", NOON.plus(DAY)), success("c", NOON.plusSeconds(1)));
        assertThat(ids(new Query().limit(2))).containsExactly("b", "c");
        store = database.reopen().events();
        assertThat(ids(new Query().before(Optional.of("c")).limit(2))).containsExactly("a");
        assertThat(ids(new Query().before(Optional.of("b")).limit(9))).containsExactly("c", "a");
        assertThat(ids(new Query().before(Optional.of("unknown")).limit(9))).isEmpty();
    }

    @Test
    void healthCountsOutcomesAndKnowsTheLastError() {
        append(
                record("old", NOON.minus(DAY), "ops", "c1", false),
                record("1", NOON.minusSeconds(30), "ops", "c1", false),
                record("2", NOON, "ops", "c1", true),
                record("3", NOON.plusSeconds(1), "ops", "c1", true),
                record("4", NOON.plus(DAY), "ops", "c1", false),
                record("5", NOON.plus(DAY), "default", "c2", true),
                record("6", NOON.plus(DAY), "default", "c2", true));
        assertThat(store.healthSince(NOON.minusSeconds(30)))
                .containsExactlyInAnyOrder(
                        new ConnectorHealth(
                                "ops",
                                "c1",
                                "Name of c1",
                                ".webhook",
                                2,
                                2,
                                Optional.of(NOON.plusSeconds(1)),
                                Optional.of(NOON.plus(DAY)),
                                Optional.of("serverError"),
                                Optional.of("error of 4")),
                        new ConnectorHealth(
                                "default",
                                "c2",
                                "Name of c2",
                                ".webhook",
                                2,
                                0,
                                Optional.of(NOON.plus(DAY)),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        assertThat(store.healthSince(NOON.plus(DAY).plusSeconds(1))).isEmpty();
    }

    @Test
    void whatEndedIsDroppedByTheDay() {
        append(
                success("ten days ago", NOON.minus(DAY.multipliedBy(10))),
                success("two days ago", NOON.minus(DAY.multipliedBy(2))),
                success("yesterday", NOON.minus(DAY)),
                success("today", NOON));
        store.prune(NOON.minus(DAY), Long.MAX_VALUE);
        assertThat(ids(ALL)).containsExactly("today", "yesterday");
        assertThat(store.count()).isEqualTo(2);
        // A late record of a dropped day finds a table again.
        append(success("late", NOON.minus(DAY.multipliedBy(10))));
        assertThat(ids(ALL)).containsExactly("today", "yesterday", "late");
    }

    @Test
    void oldestDaysAreDroppedWhileTheLogIsTooLarge() {
        for (int day = 1; day <= 4; day++) {
            append(Records.realistic(1_000, NOON.minus(DAY.multipliedBy(day)), day));
        }
        store.prune(NOON.minus(DAY.multipliedBy(30)), 700_000);
        assertThat(store.count()).isBetween(1_000L, 3_000L);
        assertThat(store.find(ALL).getLast().startedAt())
                .isAfter(NOON.minus(DAY.multipliedBy(store.count() / 1_000 + 1)));
    }
}
