package dev.patchbay.connectors.spec;

import dev.patchbay.connectors.shared.HttpFacts;
import dev.patchbay.connectors.shared.HttpTexts;
import dev.patchbay.connectors.shared.auth.AuthenticatedHttp.Sent;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;

import tools.jackson.databind.node.ArrayNode;

import java.util.Map;
import java.util.Optional;

/**
 * One attempt of an operation: one request, or the pages of a list.
 *
 * @param reads whether it changes nothing at the target
 */
record SpecOperation(
        SpecTexts texts,
        SpecAuth auth,
        SpecRequest request,
        SpecAnswer answer,
        Optional<SpecPaging> paging,
        boolean reads) {

    /** A page that says yes and has its list, or what came instead. */
    private sealed interface Page {
        record Read(Values values) implements Page {}

        record Ended(Failed failure) implements Page {}
    }

    Outcome attempt(Invocation invocation) {
        Values values = Values.of(invocation);
        return paging.map(pages -> all(pages, values))
                .orElseGet(() ->
                        switch (page(values, Map.of())) {
                            case Page.Ended(Failed failure) -> failure;
                            case Page.Read(Values read) -> answer.success(read);
                        });
    }

    private Outcome all(SpecPaging pages, Values values) {
        ArrayNode items = Json.array();
        Map<String, String> query = Map.of();
        for (int read = 1; ; read++) {
            switch (page(values, query)) {
                case Page.Ended(Failed failure) -> {
                    return failure;
                }
                case Page.Read(Values page) -> {
                    page.of(pages.items()).forEach(items::add);
                    Optional<Map<String, String>> next = pages.after(page);
                    if (next.isEmpty() || next.get().equals(query) || read == pages.pages()) {
                        return answer.success(pages.whole(page, items));
                    }
                    query = next.get();
                }
            }
        }
    }

    private Page page(Values values, Map<String, String> query) {
        return switch (request.build(values, auth, query)) {
            case SpecRequest.Built.Refused(String why) ->
                    new Page.Ended(
                            Failed.of(Reason.CONFIGURATION, texts.requestFailed())
                                    .withServiceMessage(why));
            case SpecRequest.Built.Call(var call) ->
                    switch (auth.send(values, reads ? call.asHandshake() : call)) {
                        case Sent.NoToken(Failed facts) ->
                                new Page.Ended(
                                        facts.withMessage(texts.requestFailed())
                                                .withServiceMessage(facts.message()));
                        case Sent.Done(HttpFailure failure) ->
                                new Page.Ended(
                                        HttpFacts.of(failure, texts.requestFailed())
                                                .withEffect(reads ? Effect.NONE : failure.effect())
                                                .withServiceMessage(HttpTexts.failure(failure)));
                        case Sent.Done(HttpReply reply) -> read(values.with(reply), reply);
                    };
        };
    }

    private Page read(Values values, HttpReply reply) {
        return answer.failure(values, reply, texts, reads)
                .or(() ->
                        paging.filter(pages -> !values.of(pages.items()).isArray())
                                .map(_ -> answer.strange(values, reply, texts, reads)))
                .<Page>map(Page.Ended::new)
                .orElseGet(() -> new Page.Read(values));
    }
}
