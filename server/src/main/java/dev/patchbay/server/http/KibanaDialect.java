package dev.patchbay.server.http;

import dev.patchbay.engine.security.Authentication;

import java.util.List;

/**
 * Kibana's envelope for what the kernel refuses (contract/actions-api.md, sections 1.2–1.4); 401
 * and 403 are a subclass's.
 */
public abstract class KibanaDialect implements Dialect {

    /** What a client reads after any failure of ours. */
    public static final String INTERNAL_ERROR =
            "An internal server error occurred. Check Kibana server logs for details.";

    @Override
    public final Answer noRoute(Exchange exchange, List<String> allowed) {
        return Answer.error(404, "Not Found");
    }

    @Override
    public final Answer malformedBody() {
        return Answer.error(400, "Invalid request payload JSON format");
    }

    @Override
    public final Answer tooLarge(long limit) {
        return Answer.error(413, "Payload content length greater than maximum allowed: " + limit);
    }

    @Override
    public final Answer unsupportedType(String type) {
        return Answer.error(415, "Unsupported Media Type");
    }

    @Override
    public final Answer crossSite() {
        return Answer.error(403, "cross-site request refused");
    }

    @Override
    public final Answer invalid(String text) {
        return Answer.error(400, text);
    }

    @Override
    public final Answer failure(int status) {
        return Answer.error(status, status == 500 ? INTERNAL_ERROR : ReasonPhrases.of(status));
    }

    /** 401 without a reason, 503 when nobody can tell. */
    public static Answer plain(Authentication refusal) {
        return refusal instanceof Authentication.Unavailable
                ? Answer.error(503, ReasonPhrases.of(503))
                : Answer.error(401, "Unauthorized");
    }
}
