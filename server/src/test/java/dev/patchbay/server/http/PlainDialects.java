package dev.patchbay.server.http;

import dev.patchbay.engine.security.Authentication;
import dev.patchbay.sdk.json.Json;

import java.util.List;

/** Dialects that name each refusal instead of wording it: the words are the security package's. */
public final class PlainDialects {

    private PlainDialects() {}

    public static Dialect kibana() {
        return new PlainKibana();
    }

    public static Dialect elasticsearch() {
        return new PlainElasticsearch();
    }

    private static final class PlainKibana extends KibanaDialect {
        @Override
        public Answer unauthenticated(Exchange exchange, Authentication refusal) {
            return plain(refusal);
        }

        @Override
        public Answer runAs(Exchange exchange, String otherUser) {
            return Answer.error(403, "run as " + otherUser);
        }
    }

    private static final class PlainElasticsearch implements Dialect {
        @Override
        public Answer unauthenticated(Exchange exchange, Authentication refusal) {
            return said(401, "unauthenticated");
        }

        @Override
        public Answer runAs(Exchange exchange, String otherUser) {
            return said(403, "run as " + otherUser);
        }

        @Override
        public Answer noRoute(Exchange exchange, List<String> allowed) {
            return said(allowed.isEmpty() ? 400 : 405, "no route " + allowed);
        }

        @Override
        public Answer malformedBody() {
            return said(400, "malformed");
        }

        @Override
        public Answer tooLarge(long limit) {
            return said(413, "too large");
        }

        @Override
        public Answer unsupportedType(String type) {
            return said(406, "Content-Type header [" + type + "] is not supported");
        }

        @Override
        public Answer crossSite() {
            return said(403, "cross-site request refused");
        }

        @Override
        public Answer invalid(String text) {
            return said(400, text);
        }

        @Override
        public Answer failure(int status) {
            return said(status, "failure");
        }

        private static Answer said(int status, String text) {
            return Answer.json(status, Json.object().put("error", text).put("status", status));
        }
    }
}
