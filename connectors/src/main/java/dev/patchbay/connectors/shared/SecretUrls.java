package dev.patchbay.connectors.shared;

import dev.patchbay.sdk.secret.SecretValues;

/**
 * Makes the parts of a secret URL known as secrets: a target repeats the path that it was asked for
 * without scheme and host. Stateless.
 */
public final class SecretUrls {

    private SecretUrls() {}

    /** Adds path with query, path, the last segment of the path, and the values of the query. */
    public static void hide(String url, SecretValues values) {
        int scheme = url.indexOf("://");
        int slash = url.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        if (slash < 0) {
            return;
        }
        int fragment = url.indexOf('#', slash);
        String target = fragment < 0 ? url.substring(slash) : url.substring(slash, fragment);
        values.add(target);
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        values.add(path);
        values.add(path.substring(path.lastIndexOf('/') + 1));
        if (question >= 0) {
            for (String pair : target.substring(question + 1).split("&", -1)) {
                values.add(pair.substring(pair.indexOf('=') + 1));
            }
        }
    }
}
