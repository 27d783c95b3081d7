package dev.patchbay.connectors.wire;

import dev.patchbay.connectors.wire.CaseField.Bound;
import dev.patchbay.connectors.wire.CaseFile.Case;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the case files of one type show. */
final class CaseEvidence {

    private static final Map<String, String> PREFIXES =
            Map.of(
                    "error validating connector type config: ", "config",
                    "error validating connector type secrets: ", "secrets",
                    "error validating action params: ", "params");

    private static final String FRAMEWORK = "Request validation failed (";

    private static final Pattern ISSUE =
            Pattern.compile("✖ (.*?)(?:\\n {2}→ at (\\S+))?(?=\\n✖|$)", Pattern.DOTALL);

    /** One issue of a refusal. */
    private record Refusal(String part, String operation, String path, String text) {}

    /** A case that validation took. */
    private record Taken(String operation, Map<String, JsonNode> parts) {}

    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private final Set<String> succeeded = new TreeSet<>();
    private final Set<String> asserted = new TreeSet<>();
    private final Set<String> reasons = new TreeSet<>();
    private boolean stranger;

    /** Of the files of one type. */
    static CaseEvidence of(List<CaseFile> files) {
        CaseEvidence evidence = new CaseEvidence();
        files.forEach(file -> file.cases().forEach(one -> evidence.read(file, one)));
        return evidence;
    }

    private void read(CaseFile file, Case one) {
        Filling filling = new Filling("http://127.0.0.1:1", "http://127.0.0.1:1");
        JsonNode params = filling.filled(one.params().or(file::params).orElseGet(Json::object));
        String operation = params.path("subAction").asString("");
        Optional<String> refused = one.refused().map(filling::filled);
        refused.ifPresent(text -> refusal(operation, text));
        String detail = one.result().map(it -> it.path("service_message").asString("")).orElse("");
        if (detail.startsWith(FRAMEWORK)) {
            framework(operation, detail);
        } else if (refused.isEmpty()) {
            taken.add(
                    new Taken(
                            operation,
                            Map.of(
                                    "config",
                                    filling.filled(
                                            one.config().or(file::config).orElseGet(Json::object)),
                                    "secrets",
                                    filling.filled(
                                            one.secrets()
                                                    .or(file::secrets)
                                                    .orElseGet(Json::object)),
                                    "params",
                                    params)));
        }
        if (one.result().filter(it -> it.path("status").asString("").equals("ok")).isPresent()) {
            succeeded.add(operation);
            if (one.received().orElseGet(List::of).stream()
                    .anyMatch(request -> !request.line().isEmpty())) {
                asserted.add(operation);
            }
        }
        one.facts().map(facts -> facts.get("reason")).ifPresent(reasons::add);
        stranger |=
                (one.result().isPresent() || one.facts().isPresent())
                        && one.answers().orElseGet(List::of).stream()
                                .anyMatch(CaseEvidence::htmlOf2xx);
    }

    private static boolean htmlOf2xx(CaseFile.Answer answer) {
        return answer.status().orElse("").startsWith("2")
                && answer.body().orElse("").startsWith("<html");
    }

    private void refusal(String operation, String text) {
        PREFIXES.forEach((prefix, part) -> {
            if (text.startsWith(prefix)) {
                for (MatchResult issue :
                        ISSUE.matcher(text.substring(prefix.length())).results().toList()) {
                    String path = issue.group(2) == null ? "" : issue.group(2);
                    refusals.add(
                            new Refusal(
                                    part,
                                    operation,
                                    path.replaceAll("\\[\\d+]", "[]"),
                                    issue.group(1)));
                }
            }
        });
    }

    /** The framework's list of issues, whose paths begin below the params of the sub-action. */
    private void framework(String operation, String text) {
        String list = text.substring(FRAMEWORK.length(), text.lastIndexOf(')'));
        for (JsonNode issue : Json.read(list)) {
            String path =
                    issue.path("path")
                            .valueStream()
                            .map(step -> step.isNumber() ? "[]" : "." + step.asString())
                            .collect(Collectors.joining());
            refusals.add(
                    new Refusal(
                            "params",
                            operation,
                            "subActionParams" + path,
                            issue.path("message").asString("")));
        }
    }

    /** Operations with a case that ends well. */
    Set<String> succeeded() {
        return succeeded;
    }

    /** Operations with such a case that says what reached the vendor. */
    Set<String> asserted() {
        return asserted;
    }

    /** Reasons of the failures. */
    Set<String> reasons() {
        return reasons;
    }

    /** Whether a 2xx that is HTML is among the answers of a case with a result. */
    boolean stranger() {
        return stranger;
    }

    /** Whether a value of the field is refused in a case. */
    boolean refuses(CaseField field) {
        return refusals(field).findAny().isPresent();
    }

    /** Whether a case has a value on the bound and another one is refused beyond it. */
    boolean bothEnds(CaseField field, Bound bound) {
        String beyond = bound.least() ? "Too small" : "Too big";
        return refusals(field).anyMatch(refusal -> refusal.text().startsWith(beyond))
                && taken.stream()
                        .filter(each -> concerns(field, each.operation()))
                        .flatMap(each -> field.sizes(each.parts().get(field.part())))
                        .anyMatch(size -> size == bound.end());
    }

    private Stream<Refusal> refusals(CaseField field) {
        return refusals.stream()
                .filter(each -> each.part().equals(field.part()))
                .filter(each -> concerns(field, each.operation()))
                .filter(each -> each.path().equals(field.path()));
    }

    /** Config, secrets and the one set of params of a type are in the cases of all operations. */
    private static boolean concerns(CaseField field, String operation) {
        return field.operation().isEmpty() || field.operation().equals(operation);
    }
}
