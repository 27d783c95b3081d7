package dev.patchbay.connectors.messaging.opsgenie;

import dev.patchbay.connectors.shared.UrlReference;
import dev.patchbay.connectors.shared.subaction.SubActionCall;
import dev.patchbay.connectors.shared.subaction.SubActionHttp;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.outcome.Outcome;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** The requests. */
record AlertCalls(SubActionHttp http, String path) {

    /** Longer messages are cut: the API refuses them. */
    private static final int LONGEST_MESSAGE = 130;

    Outcome create(Invocation invocation) {
        AlertParams params = invocation.params(AlertParams.class);
        ObjectNode alert = (ObjectNode) invocation.params().deepCopy();
        alert.put("message", cut(params.message().orElse("")));
        // A delivery's alert without an alias gets the delivery's id: all its attempts are one
        // alert.
        Optional<String> alias = params.key().or(invocation::deliveryId).or(params::alias);
        alias.ifPresent(text -> alert.put("alias", Alias.sent(text)));
        return send(invocation, "", alert);
    }

    Outcome close(Invocation invocation) {
        String alias = Alias.sent(invocation.params(AlertParams.class).alias().orElse(""));
        if (UrlReference.dots(alias)) {
            return SubActionHttp.thrown("alias \"" + alias + "\" cannot be part of a URL");
        }
        ObjectNode note = (ObjectNode) invocation.params().deepCopy();
        note.remove("alias");
        String below = "/" + UrlReference.segment(alias) + "/close?identifierType=alias";
        return send(invocation, below, note);
    }

    private Outcome send(Invocation invocation, String below, ObjectNode body) {
        String base = invocation.config(AlertConfig.class).apiUrl();
        String key = invocation.secrets(AlertSecrets.class).apiKey().reveal();
        SubActionCall call =
                SubActionCall.post(
                                UrlReference.resolve(base, path + below), body, AlertSchemas.ANSWER)
                        .withHeader("Authorization", "GenieKey " + key);
        return http.send(invocation, call).outcome();
    }

    /** Never between the two halves of a character. */
    private static String cut(String message) {
        if (message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        boolean pair = Character.isHighSurrogate(message.charAt(LONGEST_MESSAGE - 1));
        return message.substring(0, pair ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE);
    }
}
