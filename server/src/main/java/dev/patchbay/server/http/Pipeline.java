package dev.patchbay.server.http;

import dev.patchbay.engine.security.Authentication;
import dev.patchbay.engine.security.Authenticator;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Parsed;
import dev.patchbay.sdk.schema.RouteTexts;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.server.http.Route.Access;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The order of checks of contract/actions-api.md, section 1.2, from the route to the handler.
 * Thread-safe.
 */
final class Pipeline {

    private static final Logger LOG = LoggerFactory.getLogger("http");
    private static final byte[] NO_CONTENT = {};

    /** An answer and what the writer must know of its route. */
    record Answered(Answer answer, Optional<Route> route, boolean elasticsearch, boolean close) {}

    private final Router router;
    private final String strip;
    private final Authenticator authenticator;
    private final Dialect kibana;
    private final Dialect elasticsearch;
    private final HeaderChecks headerChecks;
    private final PayloadReader payloads;
    private final ClientAddresses addresses;
    private final RequestIds requestIds;
    private final Admission admission;

    Pipeline(HttpContext context, PayloadReader payloads) {
        router = new Router(context.routes());
        strip = context.settings().rewriteBasePath() ? context.settings().basePath() : "";
        authenticator = context.authenticator();
        kibana = context.kibana();
        elasticsearch = context.elasticsearch();
        headerChecks = new HeaderChecks(context.settings());
        this.payloads = payloads;
        addresses = new ClientAddresses(context.trustedProxies());
        requestIds = new RequestIds(context.settings(), context.ids());
        admission = new Admission(context.heapBytes());
    }

    /** Answers; never throws. */
    Answered answer(Request request, Cancellation cancellation, Runnable bodyIsRead) {
        String rawPath = request.getHttpURI().getPath();
        RequestPath.Result parsed = RequestPath.parse(rawPath == null ? "" : rawPath, strip);
        return switch (parsed) {
            case RequestPath.Result.Malformed _ -> simple(Answer.error(400, ReasonPhrases.of(400)));
            case RequestPath.Result.Nowhere _ -> simple(Answer.error(404, ReasonPhrases.of(404)));
            case RequestPath.Result.Parsed(RequestPath path) ->
                    answer(request, path, cancellation, bodyIsRead);
        };
    }

    /** Whether a request goes to Elasticsearch's dialect, where no other site's page is let in. */
    boolean isElasticsearch(Request request) {
        String rawPath = request.getHttpURI().getPath();
        return RequestPath.parse(rawPath == null ? "" : rawPath, strip)
                        instanceof RequestPath.Result.Parsed(RequestPath path)
                && Router.isElasticsearch(path);
    }

    private static Answered simple(Answer answer) {
        return new Answered(answer, Optional.empty(), false, false);
    }

    private Answered answer(
            Request request, RequestPath path, Cancellation cancellation, Runnable bodyIsRead) {
        Headers headers = headers(request.getHeaders());
        Router.Found found = router.find(request.getMethod(), path, () -> headers);
        boolean inElasticsearch =
                switch (found) {
                    case Router.Found.Match match -> match.route().access() == Access.ELASTICSEARCH;
                    case Router.Found.None _ -> Router.isElasticsearch(path);
                };
        Dialect dialect = inElasticsearch ? elasticsearch : kibana;
        RequestDraft draft =
                new RequestDraft(
                        request, headers, addresses, requestIds, cancellation, dialect, found);
        boolean counted =
                found instanceof Router.Found.Match match
                        && match.route().access() != Access.ANONYMOUS;
        Outcome outcome;
        if (counted && !admission.enter()) {
            outcome = new Outcome(dialect.failure(429).withHeader("retry-after", "1"), false);
        } else {
            try {
                outcome = guarded(draft, bodyIsRead);
            } finally {
                if (counted) {
                    admission.leave();
                }
            }
        }
        Optional<Route> route =
                found instanceof Router.Found.Match match
                        ? Optional.of(match.route())
                        : Optional.empty();
        return new Answered(outcome.answer, route, inElasticsearch, outcome.close);
    }

    private Outcome guarded(RequestDraft draft, Runnable bodyIsRead) {
        try (Admission.Room room = admission.room()) {
            return run(draft, room, bodyIsRead);
        } catch (StoreUnavailableException e) {
            LOG.warn(
                    "request {}: the database is not available: {}",
                    draft.requestId,
                    e.getMessage());
            return Outcome.of(draft.dialect.failure(503));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("request {} failed", draft.requestId, e);
            return Outcome.of(draft.dialect.failure(500));
        }
    }

    private record Outcome(Answer answer, boolean close) {
        private static Outcome of(Answer answer) {
            return new Outcome(answer, false);
        }
    }

    private Outcome run(RequestDraft draft, Admission.Room room, Runnable bodyIsRead) {
        if (draft.found instanceof Router.Found.None(List<String> allowed)) {
            if (draft.dialect == elasticsearch) {
                Answer refused = authenticate(draft, false);
                if (refused != null) {
                    return Outcome.of(refused);
                }
            }
            return Outcome.of(draft.dialect.noRoute(draft.bare(), allowed));
        }
        Route route = ((Router.Found.Match) draft.found).route();
        Answer refused = authenticate(draft, route.access() == Access.ANONYMOUS);
        if (refused != null) {
            return Outcome.of(refused);
        }
        Optional<Answer> turnedAway = route.door().flatMap(door -> turnedAway(draft, route, door));
        if (turnedAway.isPresent()) {
            return Outcome.of(turnedAway.get());
        }
        Payload payload = payload(draft.request, route, room);
        bodyIsRead.run();
        Outcome unread = unread(draft.dialect, payload);
        if (unread != null) {
            return unread;
        }
        refused =
                headerChecks.refusal(
                        draft.request,
                        route.access(),
                        plainPath(draft),
                        draft.scheme,
                        draft.dialect);
        if (refused != null) {
            return Outcome.of(refused);
        }
        return Outcome.of(handle(draft, route, payload));
    }

    /** What is wrong with the headers is said after the body is read, as everywhere. */
    private Optional<Answer> turnedAway(RequestDraft draft, Route route, Route.Door door) {
        return headerChecks.refusal(
                                draft.request,
                                route.access(),
                                plainPath(draft),
                                draft.scheme,
                                draft.dialect)
                        == null
                ? door.refusal(draft.exchange(Json.object(), Optional.empty(), NO_CONTENT))
                : Optional.empty();
    }

    private String plainPath(RequestDraft draft) {
        String raw = draft.request.getHttpURI().getPath();
        return raw.substring(strip.length());
    }

    private @Nullable Answer authenticate(RequestDraft draft, boolean anonymous) {
        String authorization = draft.request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (anonymous && authorization == null) {
            return null;
        }
        Authentication result =
                authenticator.authenticate(Optional.ofNullable(authorization), draft.address);
        if (!(result instanceof Authentication.Authenticated(Caller caller))) {
            return anonymous ? null : draft.dialect.unauthenticated(draft.bare(), result);
        }
        draft.caller = Optional.of(caller);
        String other = draft.request.getHeaders().get("es-security-runas-user");
        return other == null ? null : draft.dialect.runAs(draft.bare(), other);
    }

    private Payload payload(Request request, Route route, Admission.Room room) {
        if (route.upload().isPresent()) {
            return payloads.readRaw(request, route.upload().getAsLong(), room);
        }
        return HeaderChecks.isSafe(request.getMethod())
                ? new Payload.JsonValue(Optional.empty())
                : payloads.readJson(request, room);
    }

    private static @Nullable Outcome unread(Dialect dialect, Payload payload) {
        return switch (payload) {
            case Payload.JsonValue _, Payload.Raw _ -> null;
            case Payload.TooLarge(long limit) -> new Outcome(dialect.tooLarge(limit), true);
            case Payload.UnsupportedType(String type) -> Outcome.of(dialect.unsupportedType(type));
            case Payload.Malformed _ -> Outcome.of(dialect.malformedBody());
            case Payload.Crowded _ ->
                    new Outcome(dialect.failure(429).withHeader("retry-after", "1"), true);
            case Payload.Late _ -> new Outcome(dialect.failure(408), true);
            case Payload.Broken _ -> new Outcome(dialect.malformedBody(), true);
        };
    }

    private static Answer handle(RequestDraft draft, Route route, Payload payload) {
        if (route.params().isPresent()) {
            ObjectNode params = Json.object();
            ((Router.Found.Match) draft.found).params().forEach(params::put);
            Parsed parsed = route.params().get().parse(params);
            if (!parsed.fits()) {
                return draft.dialect.invalid(RouteTexts.print("request params", parsed.issues()));
            }
        }
        JsonNode query = QueryString.parse(draft.request.getHttpURI().getQuery());
        if (route.query().isPresent()) {
            Parsed parsed = route.query().get().parse(query);
            if (!parsed.fits()) {
                return draft.dialect.invalid(RouteTexts.print("request query", parsed.issues()));
            }
            query = parsed.get();
        }
        Optional<JsonNode> body =
                payload instanceof Payload.JsonValue(Optional<JsonNode> value)
                        ? value
                        : Optional.empty();
        if (route.body().isPresent()) {
            Schema schema = route.body().get();
            Parsed parsed = schema.parse(body.orElse(NullNode.getInstance()));
            if (!parsed.fits()) {
                return draft.dialect.invalid(RouteTexts.print("request body", parsed.issues()));
            }
            body = Optional.of(parsed.get());
        }
        byte[] content = payload instanceof Payload.Raw(byte[] bytes) ? bytes : NO_CONTENT;
        return route.handler().handle(draft.exchange(query, body, content));
    }

    private static Headers headers(HttpFields fields) {
        List<Headers.Field> list = new ArrayList<>(fields.size());
        for (HttpField field : fields) {
            String value = field.getValue();
            list.add(new Headers.Field(field.getName(), value == null ? "" : value));
        }
        return new Headers(list);
    }
}
