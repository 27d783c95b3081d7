package dev.patchbay.net;

import dev.patchbay.sdk.http.BasicAuthentication;
import dev.patchbay.sdk.http.Headers;

/**
 * A proxy to go through.
 *
 * @param url {@code http} or {@code https}
 * @param headers for the proxy only; values are often credentials
 */
record ProxyRoute(WebUrl url, Headers headers) {

    /** The configured headers; user info of the URL becomes Basic credentials unless one is set. */
    static ProxyRoute of(WebUrl url, NetworkSettings.Proxy settings) {
        Headers headers = Headers.EMPTY;
        for (var header : settings.headers().entrySet()) {
            headers = headers.with(header.getKey(), header.getValue().reveal());
        }
        if (url.userInfo().isPresent()) {
            String[] parts = url.userInfo().get().split(":", 2);
            headers =
                    headers.withDefault(
                            "Proxy-Authorization", BasicAuthentication.header(parts[0], parts[1]));
        }
        return new ProxyRoute(url, headers);
    }

    @Override
    public String toString() {
        return "ProxyRoute[" + url.hostAndPort() + "]";
    }
}
