package dev.patchbay.engine.transfer;

import static dev.patchbay.engine.transfer.SealedFilesTest.CONTENT;
import static dev.patchbay.engine.transfer.SealedFilesTest.content;
import static dev.patchbay.engine.transfer.SealedFilesTest.why;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;

import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

import org.junit.jupiter.api.Test;

import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/** Files that are sealed with a passphrase: each try is slow, so these are not in the fast loop. */
class SealedPassphraseIT {

    private static final Secret WORDS = new Secret("correct horse battery");

    private final SealedFiles files = files("a");

    private static SealedFiles files(String letter) {
        return new SealedFiles(
                TransferKeys.of(
                        KeyRing.of(new Secret(letter.repeat(32)), List.of(), IdSource.random())));
    }

    @Test
    void whoKnowsThePassphraseOpensIt() {
        String file = files.seal(CONTENT, new Recipient.Passphrase(WORDS));
        SealedFiles other = files("b");
        assertThat(content(other.open(file, Optional.of(WORDS)))).isEqualTo(CONTENT);
        assertThat(why(other.open(file, Optional.of(new Secret("another horse")))))
                .isEqualTo(
                        "The file cannot be opened: the passphrase is another one, or it was"
                                + " changed");
        assertThat(why(other.open(file, Optional.empty())))
                .isEqualTo("The file was sealed with a passphrase: send it as [passphrase]");
    }

    /** What a passphrase costs who guesses, and who seals. */
    @Test
    void aPassphraseIsSlowToTry() {
        JWEHeader header = header(files.seal(CONTENT, new Recipient.Passphrase(WORDS)));
        assertThat(header.getPBES2Count()).isEqualTo(600_000);
        assertThat(Json.read(header.toString()).path("typ").stringValue())
                .isEqualTo("patchbay-connectors+jwe");
    }

    private static JWEHeader header(String file) {
        try {
            return JWEObject.parse(file).getHeader();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
