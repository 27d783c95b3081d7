package dev.patchbay.server.security;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What every route of {@code /_security} does first: refuses query parameters that it does not know
 * (contract/security-and-spaces.md, section 3.1).
 */
final class EsHandler implements Route.Handler {

    /** Accepted everywhere, without effect. */
    private static final Set<String> COMMON =
            Set.of(
                    "refresh",
                    "pretty",
                    "human",
                    "error_trace",
                    "filter_path",
                    "master_timeout",
                    "timeout");

    private final EsAnswers answers;
    private final Set<String> parameters;
    private final Route.Handler next;

    private EsHandler(EsAnswers answers, Set<String> parameters, Route.Handler next) {
        this.answers = answers;
        this.parameters = parameters;
        this.next = next;
    }

    /** A route of the dialect, with the names of the query parameters that it reads. */
    static Route route(
            EsAnswers answers,
            String method,
            String path,
            String summary,
            Set<String> parameters,
            Route.Handler handler) {
        return Route.of(
                method,
                path,
                Route.Access.ELASTICSEARCH,
                summary,
                new EsHandler(answers, parameters, handler));
    }

    /** The same for PUT and POST, which are interchangeable. */
    static List<Route> putAndPost(
            EsAnswers answers, String path, String summary, Route.Handler handler) {
        return List.of(
                route(answers, "PUT", path, summary, Set.of(), handler),
                route(answers, "POST", path, summary, Set.of(), handler));
    }

    @Override
    public Answer handle(Exchange exchange) {
        Optional<String> unknown =
                exchange.query().propertyNames().stream()
                        .filter(name -> !COMMON.contains(name) && !parameters.contains(name))
                        .findFirst();
        if (unknown.isPresent()) {
            return answers.error(
                    400,
                    EsAnswers.ARGUMENT,
                    "request ["
                            + exchange.pathAndQuery().replaceFirst("\\?.*", "")
                            + "] contains unrecognized parameter: ["
                            + unknown.get()
                            + "]");
        }
        return next.handle(exchange);
    }
}
