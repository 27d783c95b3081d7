package dev.patchbay.server.http;

import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.schema.Schema;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One operation of the HTTP API, declared once: routing, the order of checks
 * (contract/actions-api.md, section 1.2) and the OpenAPI document come from it. Immutable.
 *
 * @param method upper case; GET answers HEAD too
 * @param path below the base path and the space prefix, with {@code {name}} for one decoded segment
 *     and {@code {name?}} for a last one that may be missing or empty
 * @param params schema of the path parameters as an object of strings
 * @param query schema of the query parameters as an object of strings; empty = parameters are
 *     neither checked nor refused
 * @param body schema of the JSON body; empty = any JSON or none
 * @param upload most bytes of a body that is not JSON, which the handler reads itself; empty = the
 *     body is JSON
 * @param when which requests it takes, by their headers; routes that are choosy come before the one
 *     that takes all
 * @param door what turns requests away before their body is read
 * @param summary one line for the OpenAPI document; empty = not part of the document
 */
public record Route(
        String method,
        String path,
        Access access,
        Optional<Schema> params,
        Optional<Schema> query,
        Optional<Schema> body,
        OptionalLong upload,
        Optional<Predicate<Headers>> when,
        Optional<Door> door,
        String summary,
        Handler handler) {

    /** Who reaches a route, in which dialect. */
    public enum Access {
        /**
         * Kibana's public API: authentication, {@code kbn-xsrf}, Kibana's envelope; answers under
         * {@code /s/{space}} too.
         */
        PUBLIC,
        /**
         * As public, and {@code x-elastic-internal-origin} is needed when {@code
         * server.restrictInternalApis}.
         */
        INTERNAL,
        /**
         * Elasticsearch's dialect below the root: authentication, its error bodies, no {@code
         * kbn-xsrf}, no space.
         */
        ELASTICSEARCH,
        /**
         * No authentication, below the root: metrics, probes, status. The handler may see a caller
         * all the same.
         */
        ANONYMOUS
    }

    /** The work of a route. */
    @FunctionalInterface
    public interface Handler {

        /**
         * Answers a request that passed every check before the privileges. Blocking, on a virtual
         * thread.
         */
        Answer handle(Exchange exchange);
    }

    /** Spares requests that would be refused all the same the cost of their body. */
    @FunctionalInterface
    public interface Door {

        /**
         * The answer of a request that is not let in; empty lets it in. Comes after authentication
         * and the checks of headers. May block for a moment.
         *
         * @param exchange has no body
         */
        Optional<Answer> refusal(Exchange exchange);
    }

    /** A route without parameters, query and body schema. */
    public static Route of(
            String method, String path, Access access, String summary, Handler handler) {
        return new Route(
                method,
                path,
                access,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                summary,
                handler);
    }

    /** With a schema of the path parameters. */
    public Route withParams(Schema schema) {
        return with(draft -> draft.params = Optional.of(schema));
    }

    /** With a schema of the query. */
    public Route withQuery(Schema schema) {
        return with(draft -> draft.query = Optional.of(schema));
    }

    /** With a schema of the body. */
    public Route withBody(Schema schema) {
        return with(draft -> draft.body = Optional.of(schema));
    }

    /**
     * With a body of up to {@code mostBytes} that is not JSON: {@link Exchange#content()} has it,
     * whatever its type.
     */
    public Route withUpload(long mostBytes) {
        return with(draft -> draft.upload = OptionalLong.of(mostBytes));
    }

    /** Only for requests whose headers fit. */
    public Route onlyWhen(Predicate<Headers> fits) {
        return with(draft -> draft.when = Optional.of(fits));
    }

    /** Turns requests away before their body is read. */
    public Route withDoor(Door first) {
        return with(draft -> draft.door = Optional.of(first));
    }

    private Route with(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return new Route(
                method,
                path,
                access,
                draft.params,
                draft.query,
                draft.body,
                draft.upload,
                draft.when,
                draft.door,
                summary,
                handler);
    }

    /** What a route may have beside what it is, to be changed. */
    private final class Draft {
        private Optional<Schema> params = Route.this.params;
        private Optional<Schema> query = Route.this.query;
        private Optional<Schema> body = Route.this.body;
        private OptionalLong upload = Route.this.upload;
        private Optional<Predicate<Headers>> when = Route.this.when;
        private Optional<Door> door = Route.this.door;
    }
}
