package dev.patchbay.store.delivery;

import static dev.patchbay.store.delivery.DeliveryNode.CONNECTOR;
import static dev.patchbay.store.delivery.DeliveryNode.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.NoticeRule;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A break and a recovery are told once, over both databases and by several nodes. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class NoticesIT {

    private static final Failed DOWN = Failed.of(Reason.NETWORK, "no connection");

    @Parameter TestDatabase.Kind kind;

    private TestDatabase database;
    private final List<DeliveryNode> nodes = new ArrayList<>();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final List<String> told = new CopyOnWriteArrayList<>();

    private DeliveryNode start(String name) {
        if (database == null) {
            database = TestDatabase.open(kind);
        }
        DeliveryNode.Setup setup = new DeliveryNode.Setup(this::target);
        setup.name = name;
        setup.schedule = Optional.of(DeliveryNode.quick());
        // It is of the same type: the rule would tell of the one that tells.
        setup.notices = List.of(rule("test.target", "ops"));
        setup.rule = (_, params) -> params.path("url").stringValueOpt();
        DeliveryNode node = new DeliveryNode(database.get(), setup);
        node.connectors.put("ops", DeliveryNode.connector("ops"));
        node.workers.start();
        nodes.add(node);
        return node;
    }

    private static NoticeRule rule(String id, String to) {
        return new NoticeRule(
                id,
                to,
                Json.object()
                        .put("text", "{{event}} {{connector.id}} {{reason}} {{error}}{{origin}}")
                        .put("more", "{{connector.type_id}} {{#broken}}!{{/broken}} {{space_id}}"));
    }

    @AfterEach
    void close() throws Exception {
        for (DeliveryNode node : nodes) {
            node.close();
        }
        database.close();
    }

    private Outcome target(Invocation invocation) {
        String connector = invocation.connector().id();
        if (down.contains(connector)) {
            return DOWN;
        }
        if (connector.equals("ops")) {
            told.add(invocation.params().path("text").stringValue());
        }
        return Outcome.ok();
    }

    private static void accept(DeliveryNode node, int count) {
        for (int i = 0; i < count; i++) {
            node.accept(draft(DeliveryNode.number(i), Optional.empty()));
        }
    }

    private void noneOutstanding() {
        Until.holds("nothing pends", () -> database.get().deliveries().pending() == 0);
    }

    @Test
    void aBreakAndARecoveryAreToldOnceAndInOrder() {
        DeliveryNode node = start("node-1");
        down.add(CONNECTOR);
        accept(node, 20);
        Until.holds("the break is told", () -> told.size() == 1);
        assertThat(told).containsExactly("broken c-1 network no connection");
        assertThat(database.get().deliveries().unwell()).containsExactly(CONNECTOR);

        down.clear();
        Until.holds("the recovery is told", () -> told.size() == 2);
        noneOutstanding();

        assertThat(told).containsExactly("broken c-1 network no connection", "recovered c-1  ");
        assertThat(database.get().deliveries().unwell()).isEmpty();
    }

    @Test
    void theOriginThatParamsChoseIsNamed() {
        DeliveryNode node = start("node-1");
        down.add(CONNECTOR);
        for (int i = 0; i < 20; i++) {
            node.accept(
                    draft(Json.object().put("url", "https://dead.example/" + i), Optional.empty()));
        }
        Until.holds("the break is told", () -> told.size() == 1);
        down.clear();
        Until.holds("the recovery is told", () -> told.size() == 2);
        noneOutstanding();
        assertThat(told)
                .containsExactly(
                        "broken c-1 network no connectionhttps://dead.example:443",
                        "recovered c-1  https://dead.example:443");
    }

    @Test
    void severalNodesTellOnce() {
        List<DeliveryNode> three = List.of(start("node-1"), start("node-2"), start("node-3"));
        down.add(CONNECTOR);
        three.forEach(node -> accept(node, 40));
        Until.holds(
                "every breaker is open",
                () ->
                        three.stream()
                                .allMatch(node ->
                                        node.meters
                                                        .get("patchbay.deliveries.breakers.open")
                                                        .gauge()
                                                        .value()
                                                > 0));
        Until.holds("the break is told", () -> !told.isEmpty());

        down.clear();
        noneOutstanding();
        Until.holds("the recovery is told", () -> told.size() >= 2);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));

        assertThat(told).containsExactly("broken c-1 network no connection", "recovered c-1  ");
    }

    @Test
    void whoTellsIsNotToldOf() {
        DeliveryNode node = start("node-1");
        down.addAll(List.of(CONNECTOR, "ops"));
        accept(node, 10);
        Until.holds(
                "both breakers are open or tried",
                () -> database.get().deliveries().unwell().contains(CONNECTOR));
        node.accept(
                draft(DeliveryNode.number(1), Optional.empty()),
                draft(DeliveryNode.number(2), Optional.empty()));
        down.clear();
        Until.holds("the recovery is told", () -> told.size() == 2);
        noneOutstanding();

        assertThat(told).containsExactly("broken c-1 network no connection", "recovered c-1  ");
        assertThat(database.get().deliveries().unwell()).isEmpty();
    }

    @Test
    void aBreakThatADeadNodeToldIsTakenBackByTheNext() throws Exception {
        DeliveryNode first = start("node-1");
        down.add(CONNECTOR);
        accept(first, 10);
        Until.holds("the break is told", () -> told.size() == 1);
        first.close();
        nodes.clear();

        down.clear();
        start("node-2");
        Until.holds("the recovery is told", () -> told.size() == 2);
        noneOutstanding();

        assertThat(told).last().isEqualTo("recovered c-1  ");
    }

    @Test
    void aConnectorThatIsDeletedIsForgotten() {
        DeliveryNode node = start("node-1");
        down.add(CONNECTOR);
        accept(node, 10);
        Until.holds("the break is told", () -> told.size() == 1);

        database.get()
                .work()
                .write(tx ->
                        database.get()
                                .deliveries()
                                .refuseAll(tx, DeliveryNode.SPACE, CONNECTOR, "notFound"));

        assertThat(database.get().deliveries().unwell()).isEmpty();
    }
}
