package dev.patchbay.net;

import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.mail.MailCall;
import dev.patchbay.sdk.mail.MailFailure;
import dev.patchbay.sdk.mail.MailResult;
import dev.patchbay.sdk.mail.MailSent;
import dev.patchbay.sdk.mail.MailTransport;
import dev.patchbay.sdk.transport.AttemptScope;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Mail for one attempt: allow-list, guard, proxy, TLS, deadlines, redaction. Thread-safe. */
final class AttemptMail implements MailTransport {

    private final NetworkParts parts;
    private final AttemptScope scope;
    private final AtomicLong requestBytes = new AtomicLong();
    private final Set<MailDeadlines> running = ConcurrentHashMap.newKeySet(1);
    private volatile boolean messageBegun;
    private volatile boolean closed;

    AttemptMail(NetworkParts parts, AttemptScope scope) {
        this.parts = parts;
        this.scope = scope;
    }

    long requestBytes() {
        return requestBytes.get();
    }

    boolean effectfulRequestSent() {
        return messageBegun;
    }

    /** Gives up what is under way and refuses what comes later. */
    void close() {
        closed = true;
        running.forEach(MailDeadlines::cancel);
    }

    @Override
    public MailResult send(MailCall call) {
        return switch (attempt(call)) {
            case MailSent sent -> sent;
            case MailFailure failure ->
                    new MailFailure(
                            failure.reason(),
                            failure.effect(),
                            failure.stage(),
                            Redaction.redact(failure.text(), scope.secretValues()));
        };
    }

    private MailResult attempt(MailCall call) {
        return switch (MailRoad.to(call.server(), call.login().isPresent(), parts)) {
            case MailRoad.Closed(MailFailure failure) -> failure;
            case MailRoad.Open road ->
                    MailEnvelope.violation(call)
                            .<MailResult>map(violation -> violation)
                            .orElseGet(() -> attempt(call, road));
        };
    }

    private MailResult attempt(MailCall call, MailRoad.Open road) {
        try (MailDeadlines deadlines =
                new MailDeadlines(
                        parts.watchdog(),
                        parts.clock(),
                        call.times().whole(),
                        call.times().connect())) {
            running.add(deadlines);
            try (Cancellation.Registration _ = scope.cancellation().onCancel(deadlines::cancel)) {
                if (closed) {
                    deadlines.cancel();
                }
                return road.go(
                        deadlines,
                        wire -> {
                            deadlines.next(call.times().greeting(), wire.channel());
                            return new MailSession(parts.clock(), this::sent)
                                    .run(call, road, wire, deadlines);
                        },
                        failure -> failure);
            } finally {
                running.remove(deadlines);
            }
        }
    }

    private void sent(long bytes) {
        messageBegun = true;
        requestBytes.addAndGet(bytes);
    }
}
