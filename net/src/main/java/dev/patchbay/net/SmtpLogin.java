package dev.patchbay.net;

import dev.patchbay.sdk.mail.MailFailure;
import dev.patchbay.sdk.mail.MailLogin;
import dev.patchbay.sdk.mail.MailLogin.Kind;
import dev.patchbay.sdk.mail.MailStage;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;

import jakarta.mail.MessagingException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs in (RFC 4954), once, in the way that was asked for or the first that the server offers. A
 * server that offers none is spoken to without, as nodemailer does.
 */
final class SmtpLogin {

    private static final int SIGNED_IN = 235;
    private static final int GO_ON = 334;

    private final SmtpConversation talk;
    private final MailLogin login;

    SmtpLogin(SmtpConversation talk, MailLogin login) {
        this.talk = talk;
        this.login = login;
    }

    /** What went wrong, or empty. */
    Optional<MailFailure> run() throws MessagingException {
        if (!talk.supportsExtension("AUTH")) {
            return Optional.empty();
        }
        talk.stage(MailStage.LOGIN);
        Optional<Kind> offered =
                Arrays.stream(Kind.values())
                        .filter(kind -> talk.offersLogin(kind.wireName()))
                        .findFirst();
        // nodemailer tries PLAIN when it knows none of those offered.
        int code = run(login.kind().or(() -> offered).orElse(Kind.PLAIN));
        return code == SIGNED_IN
                ? Optional.empty()
                : Optional.of(code < 0 ? MailErrors.lost(talk) : refused());
    }

    private int run(Kind kind) throws MessagingException {
        String user = login.user();
        String password = login.password().reveal();
        return switch (kind) {
            case PLAIN -> talk.simpleCommand("AUTH PLAIN " + base64("\0" + user + "\0" + password));
            case LOGIN -> {
                int code = talk.simpleCommand("AUTH LOGIN");
                code = code == GO_ON ? talk.simpleCommand(base64(user)) : code;
                yield code == GO_ON ? talk.simpleCommand(base64(password)) : code;
            }
            case CRAM_MD5 -> {
                int code = talk.simpleCommand("AUTH CRAM-MD5");
                yield code == GO_ON ? talk.simpleCommand(base64(digest(user, password))) : code;
            }
            case XOAUTH2 -> {
                int code =
                        talk.simpleCommand(
                                "AUTH XOAUTH2 "
                                        + base64(
                                                "user="
                                                        + user
                                                        + "\1auth=Bearer "
                                                        + password
                                                        + "\1\1"));
                // The reason comes as a challenge; the empty answer asks for the refusal.
                yield code == GO_ON ? talk.simpleCommand("") : code;
            }
        };
    }

    /** RFC 2195, section 2. */
    private String digest(String user, String password) throws MessagingException {
        String answer = talk.answer();
        try {
            byte[] challenge =
                    Base64.getMimeDecoder().decode(answer.substring(Math.min(4, answer.length())));
            Mac mac = Mac.getInstance("HmacMD5");
            byte[] key = password.getBytes(StandardCharsets.UTF_8);
            // An empty key is none for the JDK; a zero is padding all the same.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacMD5"));
            return user + " " + HexFormat.of().formatHex(mac.doFinal(challenge));
        } catch (IllegalArgumentException e) {
            throw new MessagingException("a challenge that is no base64");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no HmacMD5 in this JVM", e);
        }
    }

    private MailFailure refused() {
        return new MailFailure(
                Reason.AUTHENTICATION,
                Effect.NONE,
                MailStage.LOGIN,
                "Invalid login: " + talk.answer());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
