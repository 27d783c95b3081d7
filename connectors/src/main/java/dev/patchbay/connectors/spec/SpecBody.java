package dev.patchbay.connectors.spec;

import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Path;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a request carries. */
sealed interface SpecBody {

    /** Nothing. */
    record None() implements SpecBody {}

    /** JSON. */
    record Tree(TemplateTree tree) implements SpecBody {}

    /** A form, in the order of the file. */
    record Form(Map<String, Template> fields) implements SpecBody {}

    /** A text of a named type. */
    record Text(Template text, String contentType) implements SpecBody {}

    static SpecBody parse(JsonNode request, Scope scope, Path where) {
        long kinds = Stream.of("json", "form", "text").filter(request::has).count();
        if (kinds > 1) {
            throw new SpecFault(where, "a request has one of json, form and text");
        }
        if (request.has("contentType") && !request.has("text")) {
            throw new SpecFault(where.key("contentType"), "only a text names its type");
        }
        if (request.has("json")) {
            return new Tree(TemplateTree.parse(request.get("json"), scope, where.key("json")));
        }
        if (request.has("form")) {
            return new Form(templates(request.get("form"), scope, where.key("form")));
        }
        return request.has("text")
                ? new Text(
                        Template.parse(request.get("text").asString(), scope, where.key("text")),
                        request.path("contentType").asString("text/plain; charset=UTF-8"))
                : new None();
    }

    static Map<String, Template> templates(JsonNode texts, Scope scope, Path where) {
        Map<String, Template> templates = new LinkedHashMap<>();
        texts.properties()
                .forEach(entry ->
                        templates.put(
                                entry.getKey(),
                                Template.parse(
                                        entry.getValue().asString(),
                                        scope,
                                        where.key(entry.getKey()))));
        return templates;
    }

    /** The texts that are there; what has no value is left out. */
    static Map<String, String> filled(Map<String, Template> templates, Values values) {
        Map<String, String> texts = new LinkedHashMap<>();
        templates.forEach(
                (name, template) -> template.text(values).ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    default HttpCall on(HttpCall call, Values values) {
        return switch (this) {
            case None _ -> call;
            case Tree(TemplateTree tree) ->
                    call.withHeader("Content-Type", "application/json")
                            .withBody(Json.writeBytes(tree.fill(values).orElseGet(Json::object)));
            case Form(Map<String, Template> fields) ->
                    call.withHeader("Content-Type", "application/x-www-form-urlencoded")
                            .withBody(utf8(form(filled(fields, values))));
            case Text(Template text, String contentType) ->
                    call.withHeader("Content-Type", contentType)
                            .withBody(utf8(text.text(values).orElse("")));
        };
    }

    /** Whether the delivery's id is sent in it. */
    default boolean keyed(Ref ref) {
        return switch (this) {
            case None _ -> false;
            case Tree(TemplateTree tree) -> tree.uses(ref);
            case Form(Map<String, Template> fields) ->
                    fields.values().stream().anyMatch(field -> field.refs().contains(ref));
            case Text(Template text, String _) -> text.refs().contains(ref);
        };
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
