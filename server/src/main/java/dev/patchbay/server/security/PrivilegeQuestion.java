package dev.patchbay.server.security;

import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.security.Rights;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One {@code _has_privileges} (contract/security-and-spaces.md, section 3.5). */
final class PrivilegeQuestion {

    private final EsAnswers answers;
    private final Rights rights;
    private final Caller caller;
    private boolean all = true;
    private int asked;

    PrivilegeQuestion(SecurityDoors doors, Caller caller) {
        this.answers = doors.answers();
        this.rights = doors.rights();
        this.caller = caller;
    }

    Answer answer(Exchange exchange, Optional<JsonNode> sent) {
        EsBody body =
                EsBody.of(
                        answers,
                        sent,
                        "has_privileges request",
                        Set.of("cluster", "index", "application"));
        ObjectNode json =
                Json.object().put("username", caller.username()).put("has_all_requested", false);
        ObjectNode cluster = json.putObject("cluster");
        for (String name : body.strings("cluster").orElse(List.of())) {
            cluster.put(name, noted(rights.mayCluster(caller, name)));
        }
        ObjectNode index = json.putObject("index");
        for (JsonNode entry : body.items("index")) {
            indexEntry(entry, body, index);
        }
        ObjectNode application = json.putObject("application");
        for (JsonNode entry : body.items("application")) {
            applicationEntry(entry, body, application);
        }
        if (asked == 0) {
            body.refuse(
                    answers.invalid(
                            EsAnswers.REQUEST_VALIDATION,
                            List.of("must specify at least one privilege")));
        }
        return body.refusal()
                .orElseGet(() -> answers.json(exchange, 200, json.put("has_all_requested", all)));
    }

    private void indexEntry(JsonNode entry, EsBody outer, ObjectNode index) {
        EsBody body =
                EsBody.of(
                        answers,
                        Optional.of(entry),
                        "index privileges",
                        Set.of("names", "privileges", "allow_restricted_indices"));
        for (String name : body.strings("names").orElse(List.of())) {
            ObjectNode one = index.withObjectProperty(name);
            for (String privilege : body.strings("privileges").orElse(List.of())) {
                one.put(privilege, noted(rights.mayIndex(caller, name, privilege)));
            }
        }
        body.refusal().ifPresent(outer::refuse);
    }

    private void applicationEntry(JsonNode entry, EsBody outer, ObjectNode applications) {
        EsBody body =
                EsBody.of(
                        answers,
                        Optional.of(entry),
                        "application privileges",
                        Set.of("application", "privileges", "resources"));
        String application = body.string("application").orElse("");
        ObjectNode one = applications.withObjectProperty(application);
        for (String resource : body.strings("resources").orElse(List.of())) {
            ObjectNode held = one.withObjectProperty(resource);
            for (String privilege : body.strings("privileges").orElse(List.of())) {
                held.put(
                        privilege,
                        noted(rights.mayApplication(caller, application, privilege, resource)));
            }
        }
        body.refusal().ifPresent(outer::refuse);
    }

    private boolean noted(boolean held) {
        asked++;
        all &= held;
        return held;
    }
}
