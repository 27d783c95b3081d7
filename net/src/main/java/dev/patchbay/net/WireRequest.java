package dev.patchbay.net;

import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** A request whose target goes on the wire as it is; the library would parse it a second time. */
final class WireRequest extends BasicClassicHttpRequest {

    private final transient String target;

    WireRequest(String method, String target) {
        super(method, "/");
        this.target = target;
    }

    @Override
    public String getRequestUri() {
        return target;
    }
}
