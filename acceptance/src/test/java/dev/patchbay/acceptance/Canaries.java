package dev.patchbay.acceptance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Secrets and the forms in which they may not turn up. */
final class Canaries {

    private final Set<String> forms = new LinkedHashSet<>();

    /** Watches for a secret and gives it back. */
    String watch(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        forms.add(secret);
        forms.add(encoded);
        forms.add(encoded.replace("+", "%20"));
        forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        return secret;
    }

    int forms() {
        return forms.size();
    }

    /** Each form that a text holds, with what stands around it. */
    List<String> in(String name, String text) {
        List<String> hits = new ArrayList<>();
        for (String form : forms) {
            int at = text.indexOf(form);
            if (at >= 0) {
                int end = Math.min(text.length(), at + form.length() + 40);
                hits.add(name + ": …" + text.substring(Math.max(0, at - 120), end));
            }
        }
        return hits;
    }
}
