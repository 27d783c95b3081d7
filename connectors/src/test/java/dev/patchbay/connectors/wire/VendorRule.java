package dev.patchbay.connectors.wire;

import dev.patchbay.connectors.wire.Target.Request;
import dev.patchbay.sdk.json.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A rule of a vendor's public documentation, written from its page and not from our connector.
 *
 * @param page address of the page that says so
 * @param says the rule in words
 * @param concerns the requests that it is about
 * @param obeyed whether such a request keeps it
 * @param breaking makes of a request that keeps the rule one that does not
 */
record VendorRule(
        String page,
        String says,
        Predicate<Request> concerns,
        Predicate<Request> obeyed,
        UnaryOperator<Request> breaking) {

    boolean refuses(Request request) {
        return concerns.test(request) && !obeyed.test(request);
    }

    VendorRule only(Predicate<Request> some) {
        return new VendorRule(page, says, some.and(concerns), obeyed, breaking);
    }

    static VendorRule method(String page, String method) {
        return new VendorRule(
                page,
                "the method is " + method,
                _ -> true,
                request -> request.line().startsWith(method + " "),
                request -> line(request, "DELETE " + request.line().split(" ", 2)[1]));
    }

    static VendorRule target(String page, String regex) {
        return new VendorRule(
                page,
                "path and query are " + regex,
                _ -> true,
                request -> request.line().split(" ", 2)[1].matches(regex),
                request -> line(request, request.line() + "/more&limit=1001"));
    }

    static VendorRule header(String page, String name, String regex) {
        return new VendorRule(
                page,
                "the header " + name + " is " + regex,
                _ -> true,
                request ->
                        request.headers()
                                .getOrDefault(name.toLowerCase(Locale.ROOT), "")
                                .matches(regex),
                request -> without(request, name));
    }

    static VendorRule jsonType(String page) {
        return header(page, "Content-Type", "(?i)application/json(;.*)?");
    }

    static VendorRule jsonObject(String page) {
        return new VendorRule(
                page,
                "the body is a JSON object",
                _ -> true,
                request -> json(request) instanceof ObjectNode,
                request -> body(request, request.body().replaceFirst(".$", "")));
    }

    static VendorRule required(String page, String pointer) {
        return new VendorRule(
                page,
                pointer + " is required",
                _ -> true,
                request -> !blank(json(request).at(pointer)),
                request -> with(request, pointer, MissingNode.getInstance()));
    }

    static VendorRule longest(String page, String pointer, int most) {
        return new VendorRule(
                page,
                pointer + " has at most " + most + " characters",
                request -> json(request).at(pointer).isString(),
                request -> json(request).at(pointer).asString().length() <= most,
                request -> with(request, pointer, Json.read("\"" + "x".repeat(most + 1) + "\"")));
    }

    static VendorRule oneOf(String page, String pointer, String regex) {
        return new VendorRule(
                page,
                pointer + " is one of " + regex,
                request -> !json(request).at(pointer).isMissingNode(),
                request -> json(request).at(pointer).asString("").matches(regex),
                request -> with(request, pointer, Json.read("\"other\"")));
    }

    static JsonNode json(Request request) {
        try {
            return Json.read(request.body());
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    static boolean blank(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isString() && node.asString().isEmpty())
                || (node.isContainer() && node.isEmpty());
    }

    static Request line(Request request, String line) {
        return new Request(line, request.headers(), request.body());
    }

    static Request body(Request request, String body) {
        return new Request(request.line(), request.headers(), body);
    }

    static Request without(Request request, String name) {
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.remove(name.toLowerCase(Locale.ROOT));
        return new Request(request.line(), headers, request.body());
    }

    /** A missing node as the value takes the field away. */
    static Request with(Request request, String pointer, JsonNode value) {
        JsonNode root = json(request);
        JsonPointer path = JsonPointer.compile(pointer);
        if (root.at(path.head()) instanceof ObjectNode parent) {
            String name = path.last().getMatchingProperty();
            if (value.isMissingNode()) {
                parent.remove(name);
            } else {
                parent.set(name, value);
            }
        }
        return body(request, Json.write(root));
    }
}
