package dev.patchbay.server.security;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers in Elasticsearch's dialect (contract/security-and-spaces.md, section 3.1). Immutable.
 *
 * @param productHeader whether {@code X-Elastic-Product} is sent (D1)
 */
record EsAnswers(boolean productHeader) {

    static final String VALIDATION = "validation_exception";
    static final String REQUEST_VALIDATION = "action_request_validation_exception";
    static final String ARGUMENT = "illegal_argument_exception";
    static final String PARSE = "parse_exception";
    static final String SECURITY = "security_exception";

    /** What is accepted; also the headers of a 401. */
    static final List<String> CHALLENGES =
            List.of("Basic realm=\"security\", charset=\"UTF-8\"", "ApiKey");

    private static final Pattern VENDOR =
            Pattern.compile(
                    "application/vnd\\.elasticsearch\\+json\\s*;\\s*compatible-with=([89])");

    /** JSON in the type that the client wants. */
    Answer json(Exchange exchange, int status, JsonNode body) {
        String accept = exchange.headers().first("accept").orElse("");
        Matcher vendor = VENDOR.matcher(accept);
        String type =
                vendor.find()
                        ? "application/vnd.elasticsearch+json;compatible-with=" + vendor.group(1)
                        : "application/json";
        return product(Answer.bytes(status, type, Json.writeBytes(body)));
    }

    /** JSON without regard to a request. */
    Answer plain(int status, JsonNode body) {
        return product(Answer.bytes(status, "application/json", Json.writeBytes(body)));
    }

    private Answer product(Answer answer) {
        return productHeader ? answer.withHeader("X-Elastic-Product", "Elasticsearch") : answer;
    }

    /** An error with its cause. */
    Answer error(int status, String type, String reason) {
        ObjectNode cause = Json.object().put("type", type).put("reason", reason);
        return plain(status, envelope(status, cause));
    }

    /** 400 of one or more checks: {@code Validation Failed: 1: first;2: second;}. */
    Answer invalid(String type, List<String> reasons) {
        StringBuilder text = new StringBuilder("Validation Failed: ");
        for (int i = 0; i < reasons.size(); i++) {
            text.append(i + 1).append(": ").append(reasons.get(i)).append(';');
        }
        return error(400, type, text.toString());
    }

    /** 401 with the challenges in the body and as headers. */
    Answer unauthenticated(String reason) {
        ObjectNode cause = Json.object().put("type", SECURITY).put("reason", reason);
        CHALLENGES.forEach(cause.putObject("header").putArray("WWW-Authenticate")::add);
        Answer answer = plain(401, envelope(401, cause));
        for (String challenge : CHALLENGES) {
            answer = answer.withAddedHeader("WWW-Authenticate", challenge);
        }
        return answer;
    }

    private static ObjectNode envelope(int status, ObjectNode cause) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error");
        error.putArray("root_cause").add(cause);
        error.setAll(cause.deepCopy());
        return body.put("status", status);
    }
}
