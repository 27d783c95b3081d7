package dev.patchbay.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashesTest {

    private static final PasswordCost CHEAP = new PasswordCost(8, 1);

    @Test
    void ourHashFitsItsPasswordOnly() {
        String hash = PasswordHashes.create("correct horse", new byte[16], PasswordCost.STANDARD);
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(PasswordHashes.verify("correct horse", hash)).isTrue();
        assertThat(PasswordHashes.verify("correct horsf", hash)).isFalse();
        assertThat(PasswordHashes.isOurs(hash, PasswordCost.STANDARD)).isTrue();
        assertThat(PasswordHashes.isImportable(hash)).isFalse();
    }

    @Test
    void aHashNamesItsOwnCost() {
        String hash = PasswordHashes.create("correct horse", new byte[16], CHEAP);
        assertThat(PasswordHashes.verify("correct horse", hash)).isTrue();
        assertThat(PasswordHashes.isOurs(hash, CHEAP)).isTrue();
        assertThat(PasswordHashes.isOurs(hash, new PasswordCost(8, 2))).isFalse();
        assertThat(PasswordHashes.isOurs(hash, new PasswordCost(9, 1))).isFalse();
    }

    @Test
    void theDummyIsOfItsCostAndOfNoPassword() {
        String dummy = PasswordHashes.dummy(CHEAP);
        assertThat(PasswordHashes.isOurs(dummy, CHEAP)).isTrue();
        assertThat(PasswordHashes.verify("", dummy)).isFalse();
    }

    @Test
    void aCostBelowTheBoundsIsRefused() {
        assertThatThrownBy(() -> new PasswordCost(7, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PasswordCost(8, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longPasswordsAreNotCutOff() {
        String hash = PasswordHashes.create("x".repeat(100) + "a", new byte[16], CHEAP);
        assertThat(PasswordHashes.verify("x".repeat(100) + "b", hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2a", "2b", "2y"})
    void bcryptOfElsewhere(String version) {
        String hash = OpenBSDBCrypt.generate(version, "secret".toCharArray(), new byte[16], 4);
        assertThat(PasswordHashes.isImportable(hash)).isTrue();
        assertThat(PasswordHashes.verify("secret", hash)).isTrue();
        assertThat(PasswordHashes.verify("secreT", hash)).isFalse();
    }

    /** Known answer: bcrypt's reference vector. */
    @Test
    void bcryptReferenceVector() {
        assertThat(
                        PasswordHashes.verify(
                                "U*U",
                                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"))
                .isTrue();
    }

    /** Known answers: Python's hashlib.pbkdf2_hmac("sha512", …, b"saltsaltsaltsalt", 1000, 32). */
    @Test
    void pbkdf2OfElsewhere() {
        String plain =
                "{PBKDF2}1000$c2FsdHNhbHRzYWx0c2FsdA==$2IVLzDcUS76iY9+wBooZzkS5Z0mI6ikZPfMieFfR1eU=";
        String stretch =
                "{PBKDF2_STRETCH}1000$c2FsdHNhbHRzYWx0c2FsdA==$79YKR+pdnRADLpeV6BA/0IFZnphEgfpCrcMAx/b7n2Q=";
        for (String hash : new String[] {plain, stretch}) {
            assertThat(PasswordHashes.isImportable(hash)).isTrue();
            assertThat(PasswordHashes.verify("secret", hash)).isTrue();
            assertThat(PasswordHashes.verify("Secret", hash)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "{SHA}qvTGHdzF6KLavt4PO0gs2a6pQ00=",
                "{MD5}x",
                "{SSHA256}x",
                "$2a$03$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$15$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "{PBKDF2}1234$c2FsdHNhbHRzYWx0c2FsdA==$AAAAAAAAAAAAAAAAAAAAAA==",
                "{PBKDF2}1000$c2E=$AAAAAAAAAAAAAAAAAAAAAA==",
                "{PBKDF2}1000$c2FsdHNhbHRzYWx0c2FsdA==$AAAA"
            })
    void whatIsNotAHashIsNotImported(String text) {
        assertThat(PasswordHashes.isImportable(text)).isFalse();
    }
}
