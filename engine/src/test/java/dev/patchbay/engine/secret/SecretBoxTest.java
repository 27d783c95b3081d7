package dev.patchbay.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.secret.Opened.Reason;
import dev.patchbay.engine.secret.Opened.Unreadable;
import dev.patchbay.engine.secret.Opened.Value;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

class SecretBoxTest {

    private static final Secret A = new Secret("a".repeat(32));
    private static final Secret B = new Secret("b".repeat(32));
    private static final byte[] VALUE = utf8("{\"token\":\"xoxb-canary-4711\"}");
    private static final byte[] BOUND = utf8("[\"action\",\"1\"]");

    private final SecretBox box = ring(A).box(Purpose.CONNECTOR_SECRETS);

    @Test
    void whatIsSealedOpensUnderTheSameAssociatedData() {
        Value opened = value(box.open(box.seal(VALUE, BOUND), BOUND));

        assertThat(opened.bytes()).isEqualTo(VALUE);
        assertThat(opened.primary()).isTrue();
        assertThat(opened.keyId()).isEqualTo(ring(A).primaryKeyId()).hasSize(16);
    }

    @Test
    void everyFlippedBitMakesItUnreadable() {
        byte[] sealed = box.seal(VALUE, BOUND);
        Set<Reason> reasons = new HashSet<>();
        for (int i = 0; i < sealed.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = sealed.clone();
                changed[i] ^= (byte) (1 << bit);

                reasons.add(unreadable(box.open(changed, BOUND)).reason());
            }
        }
        assertThat(reasons).containsExactlyInAnyOrder(Reason.values());
    }

    @Test
    void everyFlippedBitOfTheAssociatedDataMakesItUnreadable() {
        byte[] sealed = box.seal(VALUE, BOUND);
        for (int i = 0; i < BOUND.length * 8; i++) {
            byte[] other = BOUND.clone();
            other[i / 8] ^= (byte) (1 << i % 8);

            assertThat(unreadable(box.open(sealed, other)).reason()).isEqualTo(Reason.CHANGED);
        }
        assertThat(unreadable(box.open(sealed, new byte[0])).reason()).isEqualTo(Reason.CHANGED);
    }

    @Test
    void everyLengthButTheRightOneIsUnreadable() {
        byte[] sealed = box.seal(VALUE, BOUND);
        for (int length = 0; length < sealed.length; length++) {
            assertThat(box.open(Arrays.copyOf(sealed, length), BOUND))
                    .isInstanceOf(Unreadable.class);
        }
        assertThat(box.open(Arrays.copyOf(sealed, sealed.length + 1), BOUND))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void anUnknownKeyIsNamedByItsId() {
        byte[] sealed = ring(B).box(Purpose.CONNECTOR_SECRETS).seal(VALUE, BOUND);

        Unreadable unreadable = unreadable(box.open(sealed, BOUND));

        assertThat(unreadable.reason()).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(unreadable.why())
                .isEqualTo(
                        "it was sealed with the key "
                                + ring(B).primaryKeyId()
                                + ", which is not configured");
    }

    @Test
    void anOldKeyOpensAndThePrimarySeals() {
        byte[] old = box.seal(VALUE, BOUND);
        SecretBox rotated = ring(B, A).box(Purpose.CONNECTOR_SECRETS);

        Value opened = value(rotated.open(old, BOUND));
        assertThat(opened.bytes()).isEqualTo(VALUE);
        assertThat(opened.primary()).isFalse();
        assertThat(opened.keyId()).isEqualTo(ring(A).primaryKeyId());
        assertThat(value(rotated.open(rotated.seal(VALUE, BOUND), BOUND)).primary()).isTrue();
        assertThat(unreadable(box.open(rotated.seal(VALUE, BOUND), BOUND)).reason())
                .isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void aValueOfOnePurposeIsNoneOfAnother() {
        byte[] sealed = box.seal(VALUE, BOUND);
        for (Purpose other : Purpose.values()) {
            if (other != Purpose.CONNECTOR_SECRETS) {
                assertThat(unreadable(ring(A).box(other).open(sealed, BOUND)).reason())
                        .isEqualTo(Reason.CHANGED);
            }
        }
    }

    @Test
    void equalValuesAreSealedDifferently() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(Arrays.toString(box.seal(VALUE, BOUND)));
        }
        assertThat(seen).hasSize(1_000);
    }

    @Test
    void randomValuesOfEverySizeComeBack() {
        long seed = new Random().nextLong();
        System.out.println("SecretBoxTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] value = new byte[random.nextInt(3_000)];
            byte[] bound = new byte[random.nextInt(300)];
            random.nextBytes(value);
            random.nextBytes(bound);
            byte[] sealed = box.seal(value, bound);

            assertThat(sealed).as("seed %d", seed).hasSize(value.length + SecretBox.OVERHEAD);
            assertThat(value(box.open(sealed, bound)).bytes()).as("seed %d", seed).isEqualTo(value);
        }
    }

    /**
     * A store written today opens with every later release: salt, labels and layout are for ever.
     * Made by an independent implementation (Node's crypto) from the description in ADR 0005.
     */
    @Test
    void anEnvelopeOfAnotherImplementationOpens() {
        byte[] sealed =
                HexFormat.of()
                        .parseHex(
                                "0132668d09d9fed895000102030405060708090a0b0c0d0e0f1011121314151617"
                                    + "196a61387c87d51e32b0f87260a7ce71eb30d66709ad4adc9aa360695d1c90cbc4f5699a4420a2f5fe438a9c");

        assertThat(ring(A).primaryKeyId()).isEqualTo("32668d09d9fed895");
        assertThat(value(box.open(sealed, BOUND)).bytes()).isEqualTo(VALUE);
    }

    @Test
    void nothingPrintsAKeyOrAValue() {
        KeyRing ring = ring(A, B);
        Opened opened = box.open(box.seal(VALUE, BOUND), BOUND);

        List<String> printed = new ArrayList<>();
        printed.add(ring.toString());
        printed.add(ring.box(Purpose.RULE_KEY).toString());
        printed.add(opened.toString());
        printed.add(MasterKey.of(A).toString());
        assertThat(String.join("\n", printed))
                .contains(ring.primaryKeyId())
                .doesNotContain("canary", "aaaa", "bbbb", Arrays.toString(VALUE));
    }

    static KeyRing ring(Secret primary, Secret... others) {
        return KeyRing.of(primary, List.of(others), IdSource.random());
    }

    private static Value value(Opened opened) {
        assertThat(opened).isInstanceOf(Value.class);
        return (Value) opened;
    }

    private static Unreadable unreadable(Opened opened) {
        assertThat(opened).isInstanceOf(Unreadable.class);
        return (Unreadable) opened;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
