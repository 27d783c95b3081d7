package dev.patchbay.net;

import dev.patchbay.net.NetworkSettings.CustomHost;
import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.mail.MailCall;
import dev.patchbay.sdk.mail.MailFailure;
import dev.patchbay.sdk.mail.MailResult;
import dev.patchbay.sdk.mail.MailSent;
import dev.patchbay.sdk.mail.MailServer;
import dev.patchbay.sdk.mail.MailServer.Security;
import dev.patchbay.sdk.mail.MailStage;
import dev.patchbay.sdk.mail.MailTransport;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.transport.AttemptScope;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Optional;
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
        MailServer server = call.server();
        HostText host =
                HostText.parse(
                        server.host().indexOf(':') >= 0 && !server.host().startsWith("[")
                                ? "[" + server.host() + "]"
                                : server.host());
        if (host == null) {
            return MailErrors.nothingDone(
                    Reason.CONFIGURATION,
                    "getaddrinfo ENOTFOUND " + HeaderText.line(server.host()));
        }
        if (!parts.allowList().allowsHost(host.name())) {
            return MailErrors.nothingDone(Reason.BLOCKED, AllowedHosts.refusedHost(host.name()));
        }
        Optional<MailFailure> violation = MailEnvelope.violation(call);
        if (violation.isPresent()) {
            return violation.get();
        }
        WebUrl url = new WebUrl("smtp", host, server.port(), "", Optional.empty());
        Optional<ProxyRoute> proxy = parts.proxies().of(url);
        Security security = security(server, url);
        TlsContext tls;
        try {
            tls =
                    parts.mailTls(
                            url,
                            proxy.isPresent(),
                            security != Security.IMPLICIT && call.login().isEmpty());
        } catch (TlsMaterialException e) {
            return MailErrors.nothingDone(Reason.CONFIGURATION, String.valueOf(e.getMessage()));
        }
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
                return connected(call, url, proxy, security, tls, deadlines);
            } finally {
                running.remove(deadlines);
            }
        }
    }

    private MailResult connected(
            MailCall call,
            WebUrl url,
            Optional<ProxyRoute> proxy,
            Security security,
            TlsContext tls,
            MailDeadlines deadlines) {
        Dialer.@Nullable Wire wire = null;
        try {
            if (proxy.isPresent()) {
                parts.dialer().judgeText(url);
            }
            Optional<TlsContext> first =
                    security == Security.IMPLICIT ? Optional.of(tls) : Optional.empty();
            wire = parts.dialer().wire(url, proxy, first, deadlines.current());
            deadlines.next(call.times().greeting(), wire.channel());
            MailSession session = new MailSession(parts.clock(), this::sent);
            return session.run(call, url, security, tls, wire, deadlines);
        } catch (IOException e) {
            Exchange.Abort abort = deadlines.aborted();
            if (abort != null) {
                return MailErrors.aborted(abort, MailStage.CONNECT, false);
            }
            return e instanceof FailedException failed
                            && failed.result() instanceof HttpFailure failure
                    ? MailErrors.of(
                            failure,
                            failure.reason() == Reason.TLS ? MailStage.TLS : MailStage.CONNECT)
                    : MailErrors.nothingDone(Reason.NETWORK, "Connection closed unexpectedly");
        } finally {
            if (wire != null) {
                Exchange.closeQuietly(wire.channel());
            }
        }
    }

    private void sent(long bytes) {
        messageBegun = true;
        requestBytes.addAndGet(bytes);
    }

    /** What the host's entry says of STARTTLS counts more than what the connector says. */
    private Security security(MailServer server, WebUrl url) {
        Optional<CustomHost.Smtp> wishes = parts.customHosts().of(url).flatMap(CustomHost::smtp);
        if (server.security() == Security.IMPLICIT || wishes.isEmpty()) {
            return server.security();
        }
        if (wishes.get().ignoreTls()) {
            return Security.NEVER;
        }
        return wishes.get().requireTls() ? Security.REQUIRED : server.security();
    }
}
