package dev.patchbay.engine.secret;

import dev.patchbay.sdk.time.IdSource;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals and opens the values of one purpose with AES-256-GCM. Thread-safe.
 *
 * <p>Envelope: version (1 byte), key id (8), nonce (24), ciphertext with its tag (16 more than the
 * value). The first half of the nonce derives a key for this one value, the second half is GCM's
 * own nonce: random nonces of 12 bytes alone would be safe for 2³² values of a key only. Version
 * and key id are authenticated before the caller's associated data.
 */
public final class SecretBox {

    /** What an envelope is longer than the value in it, in bytes. */
    public static final int OVERHEAD = 1 + MasterKey.ID_BYTES + 24 + 16;

    private static final byte VERSION = 1;
    private static final int HEAD = 1 + MasterKey.ID_BYTES;
    private static final int HALF_NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Opener sealing;
    private final Map<Long, Opener> openers;
    private final IdSource ids;

    SecretBox(Opener sealing, Map<Long, Opener> openers, IdSource ids) {
        this.sealing = sealing;
        this.openers = Map.copyOf(openers);
        this.ids = ids;
    }

    /** A key of the ring for this purpose. */
    record Opener(MasterKey master, SecretKey key, boolean primary) {
        long id() {
            return ByteBuffer.wrap(master.id()).getLong();
        }

        @Override
        public String toString() {
            return "Opener[" + master + "]";
        }
    }

    /**
     * Seals a value with the primary key.
     *
     * @param associated what the value is bound to; opening needs the same bytes
     */
    public byte[] seal(byte[] value, byte[] associated) {
        byte[] nonce = ids.bytes(2 * HALF_NONCE);
        ByteBuffer envelope = ByteBuffer.allocate(value.length + OVERHEAD);
        envelope.put(VERSION).putLong(sealing.id()).put(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, sealing, nonce);
            cipher.updateAAD(envelope.array(), 0, HEAD);
            cipher.updateAAD(associated);
            cipher.doFinal(value, 0, value.length, envelope.array(), envelope.position());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform cannot seal with AES-256-GCM", e);
        }
        return envelope.array();
    }

    /** Opens a value with the key that its envelope names. Never throws for what it is given. */
    public Opened open(byte[] envelope, byte[] associated) {
        if (envelope.length < OVERHEAD) {
            return new Opened.Unreadable(
                    Opened.Reason.MALFORMED, "the envelope has only " + envelope.length + " bytes");
        }
        if (envelope[0] != VERSION) {
            return new Opened.Unreadable(
                    Opened.Reason.MALFORMED,
                    "the envelope is of version "
                            + Byte.toUnsignedInt(envelope[0])
                            + ", this server knows "
                            + VERSION);
        }
        Opener opener = openers.get(ByteBuffer.wrap(envelope, 1, MasterKey.ID_BYTES).getLong());
        if (opener == null) {
            return new Opened.Unreadable(
                    Opened.Reason.UNKNOWN_KEY,
                    "it was sealed with the key "
                            + HexFormat.of().formatHex(envelope, 1, HEAD)
                            + ", which is not configured");
        }
        return open(opener, envelope, associated);
    }

    private static Opened open(Opener opener, byte[] envelope, byte[] associated) {
        byte[] nonce = new byte[2 * HALF_NONCE];
        System.arraycopy(envelope, HEAD, nonce, 0, nonce.length);
        int start = HEAD + nonce.length;
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, opener, nonce);
            cipher.updateAAD(envelope, 0, HEAD);
            cipher.updateAAD(associated);
            byte[] value = cipher.doFinal(envelope, start, envelope.length - start);
            return new Opened.Value(value, opener.master().idText(), opener.primary());
        } catch (AEADBadTagException e) {
            return new Opened.Unreadable(
                    Opened.Reason.CHANGED,
                    "it, or what it is bound to, was changed after it was sealed with the key "
                            + opener.master().idText());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform cannot open AES-256-GCM", e);
        }
    }

    private static Cipher cipher(int mode, Opener opener, byte[] nonce)
            throws GeneralSecurityException {
        byte[] info = new byte[HALF_NONCE];
        System.arraycopy(nonce, 0, info, 0, HALF_NONCE);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                MasterKey.expand(opener.key(), info, "AES"),
                new GCMParameterSpec(TAG_BITS, nonce, HALF_NONCE, HALF_NONCE));
        return cipher;
    }

    /** The ids of the keys. */
    @Override
    public String toString() {
        return "SecretBox[sealing=" + sealing.master() + ", keys=" + openers.size() + "]";
    }
}
