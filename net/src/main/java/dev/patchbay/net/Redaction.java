package dev.patchbay.net;

import dev.patchbay.sdk.secret.SecretValues;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * Takes the secrets of an attempt out of texts that this module makes: raw, base64, URL-encoded
 * (actions-api, section 6.7). A secret may be a whole URL.
 */
final class Redaction {

    private static final String REDACTED = "[redacted]";

    private Redaction() {}

    static String redact(String text, SecretValues secrets) {
        List<String> values = new ArrayList<>(secrets.all());
        values.sort(Comparator.comparingInt(String::length).reversed());
        String result = text;
        for (String value : values) {
            result = result.replace(value, REDACTED);
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
            result =
                    result.replace(encoded, REDACTED)
                            .replace(encoded.replace("+", "%20"), REDACTED);
            String base64 =
                    Base64.getEncoder()
                            .withoutPadding()
                            .encodeToString(value.getBytes(StandardCharsets.UTF_8));
            result = result.replace(base64, REDACTED);
        }
        return result;
    }

    /** A URL of our settings without what stands before {@code @}. */
    static String withoutUserInfo(String url) {
        return url.replaceAll("//[^/?#]*@", "//");
    }
}
