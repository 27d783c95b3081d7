package dev.patchbay.sdk.http;

import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;

import java.util.Optional;

/**
 * A call without a usable answer.
 *
 * @param reason network, timeout, tls, blocked, tooLarge or configuration
 * @param effect what the target may have done
 * @param code Node's error code such as {@code ECONNREFUSED}, when it has one
 *     (contract/connectors-messaging-webhook.md, section 1.5)
 * @param message Node's text such as {@code connect ECONNREFUSED 127.0.0.1:9}
 */
public record HttpFailure(Reason reason, Effect effect, Optional<String> code, String message)
        implements HttpResult {}
