package dev.patchbay.server.http;

import java.io.IOException;

/**
 * The files of {@code server.ssl} cannot be used; the message names the file or the fault and never
 * a password.
 */
public final class TlsUnusableException extends IOException {

    private static final long serialVersionUID = 1L;

    TlsUnusableException(String message) {
        super(message);
    }
}
