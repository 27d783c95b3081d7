package dev.patchbay.sdk.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** HTTP Basic credentials (RFC 7617), UTF-8. */
public final class BasicAuthentication {

    private BasicAuthentication() {}

    /** The value of the {@code Authorization} header. */
    public static String header(String user, String password) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
