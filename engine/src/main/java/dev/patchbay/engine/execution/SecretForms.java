package dev.patchbay.engine.execution;

import dev.patchbay.sdk.secret.SecretValues;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The forms in which a vendor may echo a secret: as it is, in base64 at any alignment, as a part of
 * a form, of a JSON text or of an HTML page. Percent escapes are not here: they are decoded before
 * the forms are looked for. Of a URL its parts too, because a vendor that is asked by a secret URL
 * names the path of it. Stateless.
 */
final class SecretForms {

    /** A shorter segment of a secret URL's path is a word of its API and no token. */
    private static final int LEAST_SEGMENT = 16;

    private SecretForms() {}

    /** All forms of all values; none is shorter than {@link SecretValues#LEAST_LENGTH}. */
    static Set<String> of(Set<String> values) {
        Set<String> forms = new LinkedHashSet<>();
        for (String value : values) {
            for (String part : parts(value)) {
                forms.add(part);
                base64(part, forms);
                base64(URLEncoder.encode(part, StandardCharsets.UTF_8), forms);
                forms.add(part.replace(' ', '+'));
                escaped(part, forms);
            }
        }
        forms.removeIf(form -> form.length() < SecretValues.LEAST_LENGTH);
        // Who is called "redacted" would never be done with.
        forms.removeIf(Redactor.REDACTED::contains);
        return forms;
    }

    private static List<String> parts(String value) {
        List<String> parts = new ArrayList<>(List.of(value));
        String stripped = value.strip();
        if (!stripped.equals(value)) {
            parts.add(stripped);
        }
        if (!value.regionMatches(true, 0, "http", 0, 4)) {
            return parts;
        }
        try {
            URI url = new URI(stripped);
            add(parts, url.getRawUserInfo(), SecretValues.LEAST_LENGTH);
            String path = url.getRawPath() == null ? "" : url.getRawPath();
            String query = url.getRawQuery();
            add(parts, query == null ? path : path + "?" + query, SecretValues.LEAST_LENGTH);
            add(parts, path, SecretValues.LEAST_LENGTH);
            Arrays.stream(path.split("/")).forEach(part -> add(parts, part, LEAST_SEGMENT));
            if (query != null) {
                add(parts, query, SecretValues.LEAST_LENGTH);
                for (String pair : query.split("&")) {
                    add(parts, pair.substring(pair.indexOf('=') + 1), SecretValues.LEAST_LENGTH);
                }
            }
        } catch (URISyntaxException e) {
            // no URL after all
        }
        return parts;
    }

    private static void add(List<String> parts, @Nullable String part, int least) {
        if (part != null && part.length() >= least) {
            parts.add(part);
        }
    }

    /**
     * The characters of base64 that depend on the value alone, for each number of bytes that may
     * stand before it in its group of three.
     */
    private static void base64(String value, Set<String> forms) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String text = Base64.getEncoder().encodeToString(shifted);
            int first = (before * 8 + 5) / 6;
            int end = shifted.length * 8 / 6;
            if (first < end) {
                String own = text.substring(first, end);
                forms.add(own);
                forms.add(own.replace('+', '-').replace('/', '_'));
            }
        }
    }

    private static void escaped(String value, Set<String> forms) {
        String json = json(value, false);
        String ascii = json(value, true);
        forms.add(json);
        forms.add(ascii);
        forms.add(json.replace("/", "\\/"));
        forms.add(ascii.replace("/", "\\/"));
        String html = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        forms.add(html.replace("\"", "&quot;").replace("'", "&#39;"));
        forms.add(html.replace("\"", "&#34;").replace("'", "&#x27;"));
        forms.add(html);
    }

    private static String json(String value, boolean asciiOnly) {
        StringBuilder text = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < 0x20 || (asciiOnly && c > 0x7e)) {
                        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.toString();
    }
}
