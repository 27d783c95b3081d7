package dev.patchbay.server.security;

import dev.patchbay.engine.security.Authentication;
import dev.patchbay.engine.security.Rights;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Dialect;
import dev.patchbay.server.http.Exchange;

import java.util.ArrayList;
import java.util.List;

/**
 * Elasticsearch's words for what is refused before a handler of {@code /_security} runs
 * (contract/security-and-spaces.md, sections 3.1, D10, D13). Thread-safe.
 */
public final class ElasticsearchErrors implements Dialect {

    private static final List<String> METHOD_ORDER = List.of("GET", "PUT", "POST", "DELETE");

    private final EsAnswers answers;
    private final Rights rights;

    /**
     * The dialect.
     *
     * @param elasticsearchClients {@code patchbay.security.elasticsearchClients}
     */
    public ElasticsearchErrors(boolean elasticsearchClients, Rights rights) {
        this.answers = new EsAnswers(elasticsearchClients);
        this.rights = rights;
    }

    @Override
    public Answer unauthenticated(Exchange exchange, Authentication refusal) {
        String request = " for REST request [" + exchange.pathAndQuery() + "]";
        return switch (refusal) {
            case Authentication.Missing _ ->
                    answers.unauthenticated("missing authentication credentials" + request);
            case Authentication.RefusedUser(String name) ->
                    answers.unauthenticated("unable to authenticate user [" + name + "]" + request);
            case Authentication.MalformedBasic(String reason) -> answers.unauthenticated(reason);
            case Authentication.RefusedKey _ -> answers.unauthenticated(KibanaRefusals.REFUSED_KEY);
            case Authentication.Unavailable _ -> failure(503);
            case Authentication.Authenticated _ ->
                    throw new IllegalArgumentException("the caller is known");
        };
    }

    @Override
    public Answer runAs(Exchange exchange, String otherUser) {
        return answers.error(
                403,
                EsAnswers.SECURITY,
                Who.mayNotRunAs(exchange.requireCaller(), rights, otherUser));
    }

    @Override
    public Answer noRoute(Exchange exchange, List<String> allowed) {
        String uri = exchange.pathAndQuery();
        if (allowed.isEmpty()) {
            return answers.plain(
                    400,
                    Json.object()
                            .put(
                                    "error",
                                    "no handler found for uri ["
                                            + uri
                                            + "] and method ["
                                            + exchange.method()
                                            + "]"));
        }
        List<String> ordered = new ArrayList<>(METHOD_ORDER);
        ordered.retainAll(allowed);
        allowed.stream().filter(method -> !ordered.contains(method)).forEach(ordered::add);
        return answers.plain(
                        405,
                        Json.object()
                                .put(
                                        "error",
                                        "Incorrect HTTP method for uri ["
                                                + uri
                                                + "] and method ["
                                                + exchange.method()
                                                + "], allowed: ["
                                                + String.join(", ", ordered)
                                                + "]")
                                .put("status", 405))
                .withHeader("Allow", String.join(",", ordered));
    }

    @Override
    public Answer malformedBody() {
        return answers.error(400, "x_content_parse_exception", "the request body is not JSON");
    }

    @Override
    public Answer tooLarge(long limit) {
        return answers.error(
                413,
                "content_too_long_exception",
                "entity content is too long for the configured buffer limit [" + limit + "]");
    }

    @Override
    public Answer unsupportedType(String type) {
        return answers.plain(
                406,
                Json.object()
                        .put("error", "Content-Type header [" + type + "] is not supported")
                        .put("status", 406));
    }

    @Override
    public Answer crossSite() {
        return answers.error(403, EsAnswers.SECURITY, "cross-site request refused");
    }

    @Override
    public Answer invalid(String text) {
        return answers.error(400, EsAnswers.ARGUMENT, text);
    }

    @Override
    public Answer failure(int status) {
        return switch (status) {
            case 503 ->
                    answers.error(
                            503, "service_unavailable_exception", "the database is not available");
            case 429 -> answers.error(429, "es_rejected_execution_exception", "too many requests");
            case 408 -> answers.error(408, "timeout_exception", "the request was not complete");
            default -> answers.error(status, "exception", "an internal server error occurred");
        };
    }
}
