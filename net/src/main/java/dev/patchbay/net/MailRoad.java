package dev.patchbay.net;

import dev.patchbay.net.NetworkSettings.CustomHost;
import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.mail.MailFailure;
import dev.patchbay.sdk.mail.MailServer;
import dev.patchbay.sdk.mail.MailServer.Security;
import dev.patchbay.sdk.mail.MailStage;
import dev.patchbay.sdk.outcome.Reason;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** The way to a mail server, as the settings have it. Immutable. */
sealed interface MailRoad {

    /** Nobody goes there. */
    record Closed(MailFailure failure) implements MailRoad {}

    /**
     * It may be gone.
     *
     * @param security the host's entry and the connector's wish put together
     * @param mode how the server's certificate is judged
     */
    record Open(
            NetworkParts parts,
            WebUrl url,
            Optional<ProxyRoute> proxy,
            Security security,
            VerificationMode mode,
            TlsContext tls)
            implements MailRoad {

        /** What is done with a connection. */
        @FunctionalInterface
        interface Talk<T> {
            T with(Dialer.Wire wire) throws IOException;
        }

        /**
         * Connects, with TLS where it comes first, talks and closes the connection.
         *
         * @param failed makes a result of a connection that came to nothing
         */
        <T> T go(MailDeadlines deadlines, Talk<T> talk, Function<MailFailure, T> failed) {
            Dialer.@Nullable Wire wire = null;
            try {
                if (proxy.isPresent()) {
                    parts.dialer().judgeText(url);
                }
                Optional<TlsContext> first =
                        security == Security.IMPLICIT ? Optional.of(tls) : Optional.empty();
                wire = parts.dialer().wire(url, proxy, first, deadlines.current());
                return talk.with(wire);
            } catch (IOException e) {
                return failed.apply(failure(e, deadlines.aborted()));
            } finally {
                if (wire != null) {
                    Exchange.closeQuietly(wire.channel());
                }
            }
        }

        private static MailFailure failure(IOException e, Exchange.@Nullable Abort abort) {
            if (abort != null) {
                return MailErrors.aborted(abort, MailStage.CONNECT, false);
            }
            return e instanceof FailedException failed
                            && failed.result() instanceof HttpFailure failure
                    ? MailErrors.of(
                            failure,
                            failure.reason() == Reason.TLS ? MailStage.TLS : MailStage.CONNECT)
                    : MailErrors.nothingDone(Reason.NETWORK, "Connection closed unexpectedly");
        }
    }

    /**
     * The road to a server.
     *
     * @param signsIn whether a password goes over it
     */
    static MailRoad to(MailServer server, boolean signsIn, NetworkParts parts) {
        HostText host =
                HostText.parse(
                        server.host().indexOf(':') >= 0 && !server.host().startsWith("[")
                                ? "[" + server.host() + "]"
                                : server.host());
        if (host == null) {
            return closed(
                    Reason.CONFIGURATION,
                    "getaddrinfo ENOTFOUND " + HeaderText.line(server.host()));
        }
        if (!parts.allowList().allowsHost(host.name())) {
            return closed(Reason.BLOCKED, AllowedHosts.refusedHost(host.name()));
        }
        WebUrl url = new WebUrl("smtp", host, server.port(), "", Optional.empty());
        Optional<ProxyRoute> proxy = parts.proxies().of(url);
        Security security = security(server, url, parts);
        VerificationMode mode =
                parts.mailMode(url, proxy.isPresent(), security != Security.IMPLICIT && !signsIn);
        try {
            return new Open(parts, url, proxy, security, mode, parts.mailTls(url, mode));
        } catch (TlsMaterialException e) {
            return closed(Reason.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    private static MailRoad closed(Reason reason, String text) {
        return new Closed(MailErrors.nothingDone(reason, text));
    }

    /** What the host's entry says of STARTTLS counts more than what the connector says. */
    private static Security security(MailServer server, WebUrl url, NetworkParts parts) {
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
