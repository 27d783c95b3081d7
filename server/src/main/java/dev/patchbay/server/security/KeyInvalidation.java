package dev.patchbay.server.security;

import dev.patchbay.engine.security.ApiKeys;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;

import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code DELETE /_security/api_key} (contract/security-and-spaces.md, 3.4). Thread-safe. */
final class KeyInvalidation {

    private final SecurityDoors doors;
    private final EsAnswers answers;

    KeyInvalidation(SecurityDoors doors) {
        this.doors = doors;
        this.answers = doors.answers();
    }

    Answer handle(Exchange exchange) {
        EsBody body =
                EsBody.of(
                        answers,
                        exchange.body(),
                        "invalidate api key request",
                        Set.of("id", "ids", "name", "username", "realm_name", "owner"));
        Optional<List<String>> ids = body.strings("ids");
        Optional<String> id = body.string("id");
        KeyFilter filter =
                new KeyFilter(
                        ids.or(() -> id.map(List::of)).orElse(List.of()),
                        body.string("name"),
                        body.string("username"),
                        body.string("realm_name"),
                        body.bool("owner", false));
        List<String> wrong = wrong(filter, ids.filter(List::isEmpty).isPresent());
        if (!wrong.isEmpty()) {
            body.refuse(answers.invalid(EsAnswers.REQUEST_VALIDATION, wrong));
        }
        if (body.refusal().isPresent()) {
            return body.refusal().get();
        }
        Caller caller = exchange.requireCaller();
        String shown = String.join(",", filter.ids());
        if (!filter.allowed(caller, doors.rights(), false)) {
            doors.audit().refused(exchange, "api_key_invalidate", "deletion", "api_key", shown);
            return doors.refused(caller, ClusterAction.KEY_INVALIDATE);
        }
        ApiKeys keys = doors.security().keys();
        ApiKeys.Invalidated result =
                filter.ids().isEmpty()
                        ? keys.invalidate(filter.fits(caller))
                        : keys.invalidate(filter.ids(), filter.fits(caller));
        doors.audit()
                .done(
                        exchange,
                        "api_key_invalidate",
                        "deletion",
                        "api_key",
                        String.join(",", result.now()));
        ObjectNode json = Json.object();
        result.now().forEach(json.putArray("invalidated_api_keys")::add);
        result.before().forEach(json.putArray("previously_invalidated_api_keys")::add);
        return answers.json(exchange, 200, json.put("error_count", 0));
    }

    private static List<String> wrong(KeyFilter filter, boolean emptyIds) {
        List<String> wrong = new ArrayList<>();
        if (emptyIds) {
            wrong.add("Field [ids] cannot be an empty array");
            return wrong;
        }
        List<Integer> blank = new ArrayList<>();
        for (int i = 0; i < filter.ids().size(); i++) {
            if (filter.ids().get(i).isBlank()) {
                blank.add(i);
            }
        }
        if (!blank.isEmpty()) {
            wrong.add(
                    "Field [ids] must not contain blank id, but got blank "
                            + (blank.size() == 1
                                    ? "id at index position: "
                                    : "ids at index positions: ")
                            + blank);
            return wrong;
        }
        if (filter.isEmpty()) {
            wrong.add(
                    "One of [api key id(s), api key name, username, realm name] must be specified"
                            + " if [owner] flag is false");
        }
        boolean named = !filter.ids().isEmpty() || filter.name().isPresent();
        if (named && filter.hasUserOrRealm()) {
            wrong.add(
                    "username or realm name must not be specified when the api key id(s) or api"
                            + " key name are specified");
        }
        if (filter.owner() && filter.hasUserOrRealm()) {
            wrong.add(
                    "neither username nor realm-name may be specified when invalidating owned API"
                            + " keys");
        }
        if (!filter.ids().isEmpty() && filter.name().isPresent()) {
            wrong.add("only one of [api key id(s), api key name] can be specified");
        }
        return wrong;
    }
}
