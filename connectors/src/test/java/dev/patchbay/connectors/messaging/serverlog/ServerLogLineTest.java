package dev.patchbay.connectors.messaging.serverlog;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;

import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.HttpTransport;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.mail.MailTransport;
import dev.patchbay.sdk.oauth.AccessTokens;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.transport.Transports;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

import java.util.Optional;

class ServerLogLineTest {

    private final LoggerContext context = new LoggerContext();
    private final Logger log = context.getLogger("plugins.actions.server-log");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void start() {
        lines.start();
        log.setLevel(Level.TRACE);
        log.addAppender(lines);
    }

    @ParameterizedTest
    @CsvSource({
        "trace, TRACE",
        "debug, DEBUG",
        "info, INFO",
        "warn, WARN",
        "error, ERROR",
        "fatal, ERROR"
    })
    void theLineHasTheLevel(String level, String logged) {
        assertThat(attempt("disk full", level)).isEqualTo(Outcome.ok());
        assertThat(lines.list).hasSize(1);
        ILoggingEvent line = lines.list.getFirst();
        assertThat(line.getLevel()).hasToString(logged);
        assertThat(line.getFormattedMessage()).isEqualTo("Server log: disk full");
        assertThat(line.getLoggerName()).isEqualTo("plugins.actions.server-log");
        Marker fatal = MarkerFactory.getMarker("FATAL");
        assertThat(line.getMarkerList() != null && line.getMarkerList().contains(fatal))
                .isEqualTo(level.equals("fatal"));
    }

    @Test
    void controlCharactersCannotForgeALine() {
        attempt("a\nb\r\u0000\u001b[1m\u007f\u0085\u009f é \u00a0", "info");
        assertThat(lines.list.getFirst().getFormattedMessage())
                .isEqualTo("Server log: a;b;;;[1m;;; é \u00a0");
    }

    @Test
    void bracesAreNoPlaceholders() {
        attempt("{} ${jndi:ldap://x} %s", "warn");
        assertThat(lines.list.getFirst().getFormattedMessage())
                .isEqualTo("Server log: {} ${jndi:ldap://x} %s");
    }

    @Test
    void aLogThatCannotBeWrittenIsAnAnswer() {
        context.addTurboFilter(
                new TurboFilter() {
                    @Override
                    public FilterReply decide(
                            Marker marker,
                            Logger logger,
                            Level level,
                            String format,
                            Object[] params,
                            Throwable t) {
                        throw new IllegalStateException("disk is gone");
                    }
                });
        assertThat(attempt("x", "info"))
                .isEqualTo(
                        Failed.of(Reason.INTERNAL, "error logging message")
                                .withServiceMessage("disk is gone")
                                .withEffect(Effect.NONE));
    }

    private Outcome attempt(String message, String level) {
        return ServerLogLine.attempt(
                new Invocation(
                        new ConnectorIdentity("id", "name", ".server-log", "default"),
                        Json.object(),
                        Json.object(),
                        Json.object().put("message", message).put("level", level),
                        Optional.empty(),
                        Optional.empty(),
                        new NoWayOut(),
                        new SecretValues(),
                        Clock.system(),
                        log));
    }

    /** This type goes nowhere. */
    private static final class NoWayOut implements Transports {
        @Override
        public HttpTransport http() {
            throw new IllegalStateException("no request");
        }

        @Override
        public MailTransport mail() {
            throw new IllegalStateException("no mail");
        }

        @Override
        public AccessTokens tokens() {
            throw new IllegalStateException("no token");
        }
    }
}
