package dev.patchbay.connectors.shared.subaction;

import dev.patchbay.connectors.shared.HttpFacts;
import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.Bodies;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.ErrorSource;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.schema.IssueList;
import dev.patchbay.sdk.schema.Parsed;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/**
 * Sends the requests of sub-actions as Kibana's framework does
 * (contract/connectors-messaging-webhook.md, section 1.3): every failure is thrown, so the wire's
 * {@code retry} is true whatever it was. Thread-safe; one per type.
 *
 * @param allowed the allow-list
 * @param errors how the type words an error of the remote side
 */
public record SubActionHttp(AllowedHosts allowed, RemoteErrors errors) {

    private static final String UNKNOWN_STATUS = "undefined";

    /** A config check: the URL of this member must be allowed. */
    public static Check allowed(AllowedHosts allowed, String member) {
        return config -> {
            String url = config.path(member).asString("");
            return allowed.allowsUrl(url)
                    ? Optional.empty()
                    : Optional.of("error validating url: " + AllowedHosts.refusedUrl(url));
        };
    }

    /** Something that a sub-action throws before it has sent anything. */
    public static Failed thrown(String text) {
        return Failed.thrown(Reason.CONFIGURATION, text, ErrorSource.FRAMEWORK);
    }

    /** Sends one request and reads the answer. */
    public SubActionAnswer send(Invocation invocation, SubActionCall call) {
        Optional<String> violation = new UrlRules(allowed).violation(call.url());
        if (violation.isPresent()) {
            Failed failed = thrown(violation.get());
            boolean blocked =
                    allowed.hostName(call.url()).isPresent() && !allowed.allowsUrl(call.url());
            return new SubActionAnswer.Thrown(blocked ? failed.withReason(Reason.BLOCKED) : failed);
        }
        return switch (invocation.http().send(request(call))) {
            case HttpFailure failure -> new SubActionAnswer.Thrown(failed(failure, call));
            case HttpReply reply when reply.ok() -> read(reply, call);
            case HttpReply reply -> new SubActionAnswer.Thrown(refused(invocation, reply, call));
        };
    }

    private static HttpCall request(SubActionCall call) {
        HttpCall request =
                HttpCall.of(call.method(), UrlRules.normalized(call.url()))
                        .withHeaders(call.allHeaders());
        if (!call.method().equals("GET")) {
            JsonNode content = call.content();
            request =
                    content.isString()
                            ? Bodies.text(request, content.stringValue())
                            : Bodies.json(request, content);
        }
        return call.lookup() ? request.asHandshake() : request;
    }

    /** A 2xx that nobody understands: it may have been carried out, or answered by a stranger. */
    private static SubActionAnswer read(HttpReply reply, SubActionCall call) {
        Parsed parsed = call.answer().parse(reply.data());
        if (parsed.fits()) {
            return new SubActionAnswer.Data(parsed.get());
        }
        String text = "Response validation failed (" + IssueList.print(parsed.issues()) + ")";
        boolean reads = call.lookup() || call.method().equals("GET");
        return new SubActionAnswer.Thrown(
                Failed.thrown(Reason.CLIENT_ERROR, text, ErrorSource.FRAMEWORK)
                        .withEffect(reads ? Effect.NONE : Effect.UNKNOWN));
    }

    private Failed refused(Invocation invocation, HttpReply reply, SubActionCall call) {
        Failed failed =
                HttpFacts.thrown(
                        reply,
                        invocation.clock(),
                        text(String.valueOf(reply.status()), errors.text(reply)),
                        errors.source(reply.status()));
        return call.lookup() ? failed.withEffect(Effect.NONE) : failed;
    }

    private Failed failed(HttpFailure failure, SubActionCall call) {
        Failed failed =
                Failed.thrown(
                                failure.reason(),
                                text(UNKNOWN_STATUS, errors.text(failure)),
                                ErrorSource.FRAMEWORK)
                        .withEffect(failure.effect());
        return call.lookup() ? failed.withEffect(Effect.NONE) : failed;
    }

    private static String text(String status, String message) {
        return "Status code: " + status + ". Message: " + message;
    }
}
