package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.connectors.wire.HostileCalls.Call;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A param of a bundled type that is described as data.
 *
 * @param call the successful case of the operation that has the most params
 */
record HostileParam(Call call, CaseField field) {

    /** What the types take that do not take any text. */
    private static final List<String> HARMLESS = List.of("harmless", "77");

    /** What became of a text. */
    sealed interface End {
        /** The request that was sent. */
        record Sent(Target.Request request) implements End {}

        /** The params did not validate. */
        record Invalid() implements End {}

        /** The params validated, and could not be put where they belong. */
        record Unsent() implements End {}
    }

    /** Every param of every operation of these types. */
    static Stream<HostileParam> all(List<ConnectorType> types, Path folder) {
        List<Call> calls = HostileCalls.all(folder);
        return types.stream()
                .flatMap(type ->
                        CaseField.of(type).stream()
                                .filter(field -> field.part().equals("params"))
                                .map(field ->
                                        new HostileParam(fullest(calls, type, field), field)));
    }

    private static Call fullest(List<Call> calls, ConnectorType type, CaseField field) {
        return calls.stream()
                .filter(call -> call.name().equals(type.id() + " " + field.operation()))
                .max(Comparator.comparing(call -> call.params().path("subActionParams").size()))
                .orElseThrow(() -> new AssertionError("no case of " + type.id() + " " + field));
    }

    /** The request with a harmless text there; empty where no text is taken. */
    Optional<Target.Request> plain() throws IOException {
        for (String text : HARMLESS) {
            if (play(text) instanceof End.Sent(Target.Request request)) {
                return Optional.of(request);
            }
        }
        return Optional.empty();
    }

    /** Where in the plain request the text is. */
    String place(Target.Request plain) {
        String[] target = plain.line().split("\\?", 2);
        String text = HARMLESS.stream().filter(each -> holds(plain, each)).findFirst().orElse("?");
        if (target[0].contains(text)) {
            return "path";
        }
        if (target.length > 1 && target[1].contains(text)) {
            return "query";
        }
        if (plain.body().contains(text)) {
            return plain.body().startsWith("{") ? "JSON" : "form";
        }
        return "header";
    }

    private static boolean holds(Target.Request request, String text) {
        return (request.line() + request.body()).contains(text);
    }

    End play(String text) throws IOException {
        List<Target.Answer> answers =
                call.given().answers().orElseThrow().stream()
                        .map(one ->
                                new Target.Answer(
                                        one.status().orElse(""),
                                        one.headers().orElseGet(Map::of),
                                        one.body().orElse("")))
                        .toList();
        try (Target target = Target.start(answers);
                Runs runs = new Runs(call.type(), call.file().origin().orElse(""), target.url())) {
            Filling filling = new Filling(target.url(), target.url());
            JsonNode config = part(filling, call.given().config().or(call.file()::config));
            JsonNode secrets = part(filling, call.given().secrets().or(call.file()::secrets));
            JsonNode params = with(filling.filled(call.params()), text);
            if (runs.refused(config, secrets, params).isPresent()) {
                return new End.Invalid();
            }
            Outcome outcome = runs.exactly(config, secrets, params).outcome();
            List<Target.Request> sent =
                    target.requests().stream()
                            .filter(request -> !request.line().endsWith("/oauth/tokens"))
                            .toList();
            if (sent.isEmpty()) {
                assertThat(outcome).isInstanceOf(Failed.class);
                assertThat(((Failed) outcome).reason()).isEqualTo(Reason.CONFIGURATION);
                return new End.Unsent();
            }
            assertThat(sent).hasSize(1);
            return new End.Sent(sent.getFirst());
        }
    }

    private static JsonNode part(Filling filling, Optional<JsonNode> part) {
        return filling.filled(part.orElseGet(Json::object));
    }

    private JsonNode with(JsonNode params, String text) {
        String name = field.path().replaceFirst("^subActionParams\\.", "");
        ObjectNode of = (ObjectNode) params.path("subActionParams");
        if (name.endsWith("[]")) {
            of.putArray(name.substring(0, name.length() - 2)).add(text);
        } else {
            of.put(name, text);
        }
        return params;
    }

    @Override
    public String toString() {
        return call.type()
                + " "
                + field.operation()
                + " "
                + field.path().replaceFirst("^subActionParams\\.", "");
    }
}
