package dev.patchbay.server.connectors;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.literal;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.http.Bodies;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.ErrorSource;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.outcome.WireRetry;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.server.TestConnectorTypes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Types that end in every way in which an executor can end; never in the product. */
final class ExecutionTypes {

    private static final Schema TOKEN = object(member("token", string().secret().optional()));

    private ExecutionTypes() {}

    /** These and Kibana's own test bed. */
    static List<ConnectorType> all() {
        List<ConnectorType> all = new ArrayList<>(TestConnectorTypes.all());
        all.add(single("test.echo", record(any()), x -> Outcome.ok(x.params())));
        all.add(single("test.silent", object(), _ -> Outcome.ok()));
        all.add(single("test.failing", FAILING, ExecutionTypes::fail));
        all.add(single("test.throwing", object(), ExecutionTypes::explode));
        all.add(single("test.blaming", object(), _ -> blaming()));
        all.add(http());
        all.add(framework());
        all.add(discriminated());
        all.add(endpoint(".sentinelone", "Sentinel One", "getAgents"));
        all.add(endpoint(".crowdstrike", "CrowdStrike", "getAgentDetails"));
        all.add(
                endpoint(
                        ".microsoft_defender_endpoint",
                        "Microsoft Defender for Endpoint",
                        "testConnector"));
        return all;
    }

    private static final Schema FAILING =
            object(
                    member("message", string()),
                    member("service", string().optional()),
                    member("retry", string().optional()),
                    member("reason", string().optional()));

    private static Outcome fail(Invocation invocation) {
        var params = invocation.params();
        Failed failed =
                Failed.of(
                        Reason.valueOf(params.path("reason").stringValue("SERVER_ERROR")),
                        params.path("message").stringValue());
        Optional<String> service = Optional.ofNullable(params.path("service").stringValue(null));
        if (service.isPresent()) {
            failed = failed.withServiceMessage(service.get());
        }
        return switch (params.path("retry").stringValue("")) {
            case "" -> failed;
            case "true" -> failed.withWireRetry(WireRetry.YES);
            case "false" -> failed.withWireRetry(WireRetry.NO);
            case String time -> failed.withWireRetry(new WireRetry.At(Instant.parse(time)));
        };
    }

    private static Outcome explode(Invocation invocation) {
        throw new IllegalStateException(
                "no way with " + invocation.secrets().path("token").stringValue("nothing"));
    }

    /** Says "framework" of a failure that it returns, which Kibana overwrites. */
    private static Outcome blaming() {
        Failed failed = Failed.of(Reason.CLIENT_ERROR, "no");
        return new Failed(
                failed.reason(),
                failed.message(),
                Optional.empty(),
                WireRetry.ABSENT,
                ErrorSource.FRAMEWORK,
                Effect.NONE,
                Optional.empty());
    }

    /** Posts its params to its URL, with its secrets wherever a request has room for them. */
    private static ConnectorType http() {
        return ConnectorType.named("test.http", "Test: HTTP")
                .config(object(member("url", string())), Check.NONE)
                .secrets(
                        object(
                                member("token", string().secret().optional()),
                                member("path", string().secret().optional())),
                        Check.NONE)
                .operations(
                        new Operations.Single(
                                new Operation(
                                        "post",
                                        Idempotency.EFFECTFUL,
                                        record(any()),
                                        Check.NONE,
                                        ExecutionTypes::post)));
    }

    private record HttpConfig(String url) {}

    private record HttpSecrets(Optional<Secret> token, Optional<Secret> path) {}

    private static Outcome post(Invocation invocation) {
        HttpSecrets secrets = invocation.secrets(HttpSecrets.class);
        String url =
                invocation.config(HttpConfig.class).url()
                        + secrets.path().map(Secret::reveal).orElse("");
        HttpCall call =
                HttpCall.of("POST", url)
                        .withHeader("X-Token", secrets.token().map(Secret::reveal).orElse("none"));
        invocation.log().trace("posting {} bytes", invocation.params().size());
        return switch (invocation.http().send(Bodies.json(call, invocation.params()))) {
            case HttpReply reply when reply.ok() ->
                    Outcome.ok(
                            reply.json().orElseGet(() -> Json.object().put("text", reply.text())));
            case HttpReply reply ->
                    Failed.of(Reason.ofStatus(reply.status()), "target said " + reply.status())
                            .withServiceMessage(
                                    "["
                                            + reply.status()
                                            + "] "
                                            + reply.reasonPhrase()
                                            + " "
                                            + reply.headers().fields()
                                            + " "
                                            + reply.text())
                            .withEffect(Effect.ofStatus(reply.status()));
            case HttpFailure failure ->
                    Failed.of(failure.reason(), "target not reached")
                            .withServiceMessage(failure.message())
                            .withEffect(failure.effect());
        };
    }

    /** Kind S: what nothing becomes, and how it fails. */
    private static ConnectorType framework() {
        return ConnectorType.named("test.framework", "Test: Framework")
                .secrets(TOKEN, Check.NONE)
                .operations(
                        Operations.SubActions.of(
                                List.of(
                                        operation("noData", object(), _ -> Outcome.ok()),
                                        operation("explode", object(), ExecutionTypes::explode),
                                        operation(
                                                "fail",
                                                object(),
                                                _ ->
                                                        Failed.thrown(
                                                                Reason.SERVER_ERROR,
                                                                "Status code: 503. Message: later",
                                                                ErrorSource.FRAMEWORK)),
                                        new Operation(
                                                "checked",
                                                Idempotency.SAFE,
                                                object(member("a", string().optional())),
                                                params ->
                                                        params.has("a")
                                                                ? Optional.of("a is not wanted")
                                                                : Optional.empty(),
                                                _ -> Outcome.ok()))));
    }

    /** Kind p. */
    private static ConnectorType discriminated() {
        Schema push =
                object(
                        member("subAction", literal("push")),
                        member(
                                "subActionParams",
                                object(
                                        member("level", enumeration("low", "high")),
                                        member("note", string().withDefault("none")))));
        Schema ask =
                object(
                        member("subAction", literal("ask")),
                        member("subActionParams", object().withDefault(Json.object())));
        return ConnectorType.named("test.discriminated", "Test: Discriminated")
                .operations(
                        new Operations.Discriminated(
                                Schemas.discriminated(
                                        "subAction", Map.of("push", push, "ask", ask)),
                                Map.of(
                                        "push",
                                        new Operation(
                                                "push",
                                                Idempotency.EFFECTFUL,
                                                object(),
                                                params ->
                                                        params.path("note")
                                                                        .stringValue("")
                                                                        .equals("bad")
                                                                ? Optional.of("the note is bad")
                                                                : Optional.empty(),
                                                x -> Outcome.ok(x.params())),
                                        "ask",
                                        operation("ask", object(), _ -> Outcome.ok()))));
    }

    private static ConnectorType endpoint(String id, String name, String harmless) {
        return ConnectorType.named(id, name)
                .features("endpointSecurity")
                .subFeature("endpointSecurity")
                .operations(
                        Operations.SubActions.of(
                                List.of(
                                        operation(harmless, object(), _ -> Outcome.ok()),
                                        operation("isolateHost", object(), _ -> Outcome.ok()))));
    }

    private static ConnectorType single(String id, Schema params, Operation.Function function) {
        return ConnectorType.named(id, "Test: " + id.substring("test.".length()))
                .secrets(TOKEN, Check.NONE)
                .operations(new Operations.Single(operation("run", params, function)));
    }

    private static Operation operation(String name, Schema params, Operation.Function function) {
        return new Operation(name, Idempotency.SAFE, params, Check.NONE, function);
    }
}
