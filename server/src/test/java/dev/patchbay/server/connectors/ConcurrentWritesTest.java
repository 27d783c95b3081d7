package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.ConnectorChange;
import dev.patchbay.engine.connector.ConnectorDraft;
import dev.patchbay.engine.connector.ConnectorRefusal;
import dev.patchbay.engine.connector.ConnectorRefusal.Kind;
import dev.patchbay.engine.connector.ConnectorVault.Opened;
import dev.patchbay.engine.connector.LoadedConnector;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two who write, load or delete at once (contract actions-api, sections 6.1 and 6.2). */
@ParameterizedClass
@EnumSource(TestStorage.Kind.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrentWritesTest {

    private static final String ONE = "/api/actions/connector";
    private static final int RIVALS = 16;

    @Parameter private TestStorage.Kind kind;
    private TestStorage storage;
    private TestNode node;

    @BeforeParameterizedClassInvocation
    void open() {
        storage = new TestStorage(kind);
        node = new TestNode(storage, new TestNode.Setup());
        node.space("a");
        node.space("b");
    }

    @AfterParameterizedClassInvocation
    void close() {
        node.close();
        storage.close();
    }

    private static String body(String name) {
        return "{\"name\":\"" + name + "\",\"connector_type_id\":\"test.free\"}";
    }

    private static ConnectorDraft draft(String name) {
        return new ConnectorDraft(name, Json.object().put("n", name), Json.object().put("s", name));
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Test
    void oneIdInTwoSpacesHasOneWinner() throws Exception {
        for (int round = 0; round < 5; round++) {
            String id = "raced-" + round;
            List<Callable<Reply>> calls = new ArrayList<>();
            for (int i = 0; i < RIVALS; i++) {
                String path = "/s/" + (i % 2 == 0 ? "a" : "b") + ONE + "/" + id;
                calls.add(() -> node.root("POST", path, body("n")));
            }
            List<Reply> replies = atOnce(calls);
            assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
            assertThat(replies)
                    .filteredOn(reply -> reply.status() != 200)
                    .allMatch(reply -> reply.status() == 409)
                    .allMatch(reply ->
                            reply.message().equals("Saved object [action/" + id + "] conflict"));
            int found = 0;
            for (String space : List.of("a", "b")) {
                found += node.root("GET", "/s/" + space + ONE + "/" + id).status() == 200 ? 1 : 0;
            }
            assertThat(found).isEqualTo(1);
        }
    }

    @Test
    void anUpdateThatWasOvertakenIsAConflict() {
        node.connectors.create("default", "overtaken", "test.free", draft("first"), () -> {});
        ConnectorChange late =
                node.connectors.update(
                        "default",
                        "overtaken",
                        draft("late"),
                        () ->
                                node.connectors.update(
                                        "default", "overtaken", draft("early"), () -> {}));
        assertThat(late)
                .isEqualTo(
                        new ConnectorChange.Refused(
                                new ConnectorRefusal(
                                        Kind.CONFLICT,
                                        "Saved object [action/overtaken] conflict")));
        assertThat(node.root("GET", ONE + "/overtaken").json().path("name").stringValue(""))
                .isEqualTo("early");
    }

    @Test
    void anUpdateOfWhatWasDeletedMeanwhileIsAConflict() {
        node.connectors.create("default", "vanished", "test.free", draft("first"), () -> {});
        ConnectorChange late =
                node.connectors.update(
                        "default",
                        "vanished",
                        draft("late"),
                        () -> node.connectors.delete("default", "vanished", () -> {}));
        assertThat(late).isInstanceOf(ConnectorChange.Refused.class);
        assertThat(node.root("GET", ONE + "/vanished").status()).isEqualTo(404);
    }

    @Test
    void nothingIsLeftInASpaceThatWasDeletedMeanwhile() {
        node.space("brief");
        ConnectorChange late =
                node.connectors.create(
                        "brief",
                        "orphan",
                        "test.free",
                        draft("late"),
                        () -> node.spaces.delete("brief"));
        assertThat(late)
                .isEqualTo(
                        new ConnectorChange.Refused(
                                new ConnectorRefusal(
                                        Kind.NOT_FOUND, "Saved object [space/brief] not found")));
        assertThat(node.database.connectors().list("brief")).isEmpty();
    }

    @Test
    void concurrentUpdatesNeverMixAndNeverGetLost() throws Exception {
        node.connectors.create("default", "busy", "test.free", draft("0"), () -> {});
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 1; i <= RIVALS; i++) {
            String name = "w" + i;
            String body =
                    "{\"name\":\"NAME\",\"config\":{\"n\":\"NAME\"},\"secrets\":{\"s\":\"NAME\"}}"
                            .replace("NAME", name);
            calls.add(() -> node.root("PUT", ONE + "/busy", body).status());
        }
        List<Integer> statuses = atOnce(calls);
        assertThat(new HashSet<>(statuses)).isSubsetOf(200, 409).contains(200);
        long written = statuses.stream().filter(status -> status == 200).count();
        assertThat(node.database.connectors().find("default", "busy").orElseThrow().version())
                .isEqualTo(1 + written);
        LoadedConnector last = node.loader.load("default", "busy").orElseThrow();
        assertThat(last.config()).isEqualTo(Json.object().put("n", last.name()));
        assertThat(((Opened.Secrets) last.secrets()).value())
                .isEqualTo(Json.object().put("s", last.name()));
    }

    @Test
    void loadersSeeEachWriteAndShareOneInstance() throws Exception {
        node.connectors.create("default", "watched", "test.free", draft("v0"), () -> {});
        for (int round = 1; round <= 20; round++) {
            String name = "v" + round;
            node.connectors.update("default", "watched", draft(name), () -> {});
            List<Callable<LoadedConnector>> calls = new ArrayList<>();
            for (int i = 0; i < RIVALS; i++) {
                calls.add(() -> node.loader.load("default", "watched").orElseThrow());
            }
            Set<LoadedConnector> loaded = new HashSet<>(atOnce(calls));
            assertThat(loaded).hasSize(1);
            assertThat(loaded.iterator().next().name()).isEqualTo(name);
        }
    }
}
