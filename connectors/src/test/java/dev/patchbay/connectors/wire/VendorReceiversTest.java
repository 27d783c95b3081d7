package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.connectors.wire.CaseFile.Case;
import dev.patchbay.connectors.wire.Target.Request;
import dev.patchbay.sdk.json.Json;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the types send passes receivers that refuse what the vendors' public pages refuse; and each
 * rule of a receiver does refuse.
 */
class VendorReceiversTest {

    private static final Path FOLDER = Path.of("src/test/resources/cases");
    private static final Map<String, List<VendorRule>> RULES = VendorRules.all();
    private static final List<CaseFile> FILES =
            CaseFile.all(FOLDER).stream().map(CaseFile::read).toList();

    static Stream<String> types() {
        return RULES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("types")
    void takesEverySuccessfulRequest(String type) throws Exception {
        List<String> refused = new ArrayList<>();
        List<Request> taken = new ArrayList<>();
        play(type, refused, taken);
        assertThat(refused).isEmpty();
        assertThat(taken).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyRuleRefusesARequestThatBreaksIt(String type) throws Exception {
        List<Request> taken = new ArrayList<>();
        play(type, new ArrayList<>(), taken);
        for (VendorRule rule : RULES.get(type)) {
            assertThat(rule.page()).startsWith("https://");
            List<Request> kept =
                    taken.stream()
                            .filter(request -> rule.concerns().test(request))
                            .filter(request -> rule.obeyed().test(request))
                            .toList();
            assertThat(kept).as(type + ": a request for: " + rule.says()).isNotEmpty();
            assertThat(kept.stream().map(rule.breaking()).filter(rule::refuses))
                    .as(type + ": " + rule.says())
                    .isNotEmpty();
        }
    }

    /** Plays what succeeds; a receiver that refuses makes the case fail as well. */
    private static void play(String type, List<String> refused, List<Request> taken)
            throws IOException {
        for (CaseFile file : FILES) {
            for (Case one : file.type().equals(type) ? file.cases() : List.<Case>of()) {
                if (succeeds(one)) {
                    List<String> here = new ArrayList<>();
                    try {
                        CaseRun.play(
                                file,
                                one,
                                Surroundings.gated(request -> gate(type, request, here, taken)));
                        assertThat(here).isEmpty();
                    } catch (AssertionError e) {
                        refused.add(one.name() + ": " + here);
                    }
                }
            }
        }
    }

    private static boolean succeeds(Case one) {
        return !one.answers().orElseGet(List::of).isEmpty()
                && one.result()
                        .map(result -> result.path("status").asString("").equals("ok"))
                        .orElse(one.received().isPresent());
    }

    private static Optional<Target.Answer> gate(
            String type, Request request, List<String> refused, List<Request> taken) {
        for (VendorRule rule : RULES.get(type)) {
            if (rule.refuses(request)) {
                refused.add(request.line() + " breaks: " + rule.says());
                return Optional.of(
                        new Target.Answer(
                                "400 Bad Request",
                                Map.of("Content-Type", "application/json"),
                                Json.write(Json.object().put("message", rule.says()))));
            }
        }
        taken.add(request);
        return Optional.empty();
    }
}
