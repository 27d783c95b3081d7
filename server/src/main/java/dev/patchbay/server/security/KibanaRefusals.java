package dev.patchbay.server.security;

import dev.patchbay.engine.security.Authentication;
import dev.patchbay.engine.security.Rights;
import dev.patchbay.sdk.http.Headers;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.KibanaDialect;

/**
 * The 401 and 403 of Kibana's routes, which carry Elasticsearch's reasons
 * (contract/security-and-spaces.md, sections 2.5, 4, D13). Thread-safe.
 */
public final class KibanaRefusals extends KibanaDialect {

    /** The reason for every API key that does not work, whatever is wrong with it. */
    static final String REFUSED_KEY =
            "unable to authenticate with provided credentials and anonymous access is not allowed"
                    + " for this request";

    private final Rights rights;

    /** On the rights, for the roles in a refusal. */
    public KibanaRefusals(Rights rights) {
        this.rights = rights;
    }

    @Override
    public Answer unauthenticated(Exchange exchange, Authentication refusal) {
        return switch (refusal) {
            case Authentication.Missing _ -> refused(exchange, "Unauthorized");
            case Authentication.RefusedUser(String name) ->
                    refused(
                            exchange,
                            security(
                                    "unable to authenticate user ["
                                            + name
                                            + "] for REST request [/_security/_authenticate]"));
            case Authentication.MalformedBasic(String reason) ->
                    refused(exchange, security(reason));
            case Authentication.RefusedKey _ -> refused(exchange, security(REFUSED_KEY));
            case Authentication.Unavailable _ -> plain(refusal);
            case Authentication.Authenticated _ ->
                    throw new IllegalArgumentException("the caller is known");
        };
    }

    @Override
    public Answer runAs(Exchange exchange, String otherUser) {
        return Answer.error(
                403, security(Who.mayNotRunAs(exchange.requireCaller(), rights, otherUser)));
    }

    /** Elasticsearch's error as Kibana shows it; the line breaks and tabs are real. */
    static String wrapped(String type, String reason) {
        return "[" + type + "\n\tRoot causes:\n\t\t" + type + ": " + reason + "]: " + reason;
    }

    private static String security(String reason) {
        return wrapped(EsAnswers.SECURITY, reason);
    }

    /** Browsers would show a dialog of their own over our pages: they get no challenge. */
    private static Answer refused(Exchange exchange, String message) {
        Headers headers = exchange.headers();
        Answer answer = Answer.error(401, message);
        boolean fromPage =
                headers.first("x-elastic-internal-origin").isPresent()
                        || headers.first("sec-fetch-mode").filter("cors"::equals).isPresent();
        if (fromPage) {
            return answer;
        }
        for (String challenge : EsAnswers.CHALLENGES) {
            answer = answer.withAddedHeader("www-authenticate", challenge);
        }
        return answer;
    }
}
