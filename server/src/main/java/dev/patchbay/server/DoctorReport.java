package dev.patchbay.server;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.Finding.Status;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;

/** What was found, for people and for programs. Immutable. */
record DoctorReport(List<Finding> findings) {

    DoctorReport {
        findings = List.copyOf(findings);
    }

    /** The worst of all. */
    Status status() {
        return findings.stream()
                .map(Finding::status)
                .filter(status -> status != Status.SKIPPED)
                .max(Status::compareTo)
                .orElse(Status.OK);
    }

    /** A line for each, the failed ones in capitals. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Finding each : findings) {
            text.append(
                    "%-7s  %-8s  %s%s%n"
                            .formatted(
                                    label(each.status()),
                                    each.check(),
                                    each.subject().isEmpty() ? "" : each.subject() + ": ",
                                    each.detail()));
        }
        return text.toString();
    }

    private static String label(Status status) {
        return status == Status.FAILED ? "FAILED" : name(status);
    }

    private static String name(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** One object. */
    ObjectNode json() {
        ObjectNode json = Json.object().put("status", name(status()));
        ArrayNode checks = json.putArray("checks");
        for (Finding each : findings) {
            ObjectNode one = checks.addObject().put("check", each.check());
            if (!each.subject().isEmpty()) {
                one.put("subject", each.subject());
            }
            one.put("status", name(each.status())).put("detail", each.detail());
        }
        return json;
    }
}
