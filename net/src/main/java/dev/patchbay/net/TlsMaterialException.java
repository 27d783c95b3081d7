package dev.patchbay.net;

/** A certificate, key or passphrase of a connector cannot be used; code and text are OpenSSL's. */
final class TlsMaterialException extends Exception {

    private final String code;

    TlsMaterialException(String code, String text) {
        super(text);
        this.code = code;
    }

    String code() {
        return code;
    }
}
