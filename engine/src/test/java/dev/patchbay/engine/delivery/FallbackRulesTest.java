package dev.patchbay.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which rule counts, and which sets of rules would go round. */
class FallbackRulesTest {

    private static final Map<String, String> TYPES =
            Map.of("slack-1", ".slack", "slack-2", ".slack", "mail", ".email");

    private static FallbackRules rules(String... arrows) {
        return new FallbackRules(
                Arrays.stream(arrows)
                        .map(arrow -> arrow.split(">", -1))
                        .map(ends ->
                                new FallbackRule(
                                        ends[0], ends[1], Optional.empty(), Optional.empty()))
                        .toList());
    }

    private static Optional<List<String>> loop(String... arrows) {
        return rules(arrows).loop(id -> Optional.ofNullable(TYPES.get(id)));
    }

    private static Optional<String> to(FallbackRules rules, String connector) {
        return rules.of(connector, TYPES.getOrDefault(connector, "")).map(FallbackRule::to);
    }

    @Test
    void theFirstRuleWithTheConnectorOrItsTypeCounts() {
        FallbackRules rules = rules("slack-1>mail", ".slack>slack-2", "slack-1>other");
        assertThat(to(rules, "slack-1")).contains("mail");
        assertThat(to(rules, "slack-3")).isEmpty();
        assertThat(rules.of("slack-3", ".slack").map(FallbackRule::to)).contains("slack-2");
        assertThat(to(rules, "mail")).isEmpty();
    }

    @Test
    void noRuleAppliesToTheConnectorThatItLeadsTo() {
        assertThat(to(rules(".slack>slack-2"), "slack-2")).isEmpty();
        assertThat(to(rules(".slack>slack-2", ".slack>mail"), "slack-2")).contains("mail");
    }

    @Test
    void loopsAreFound() {
        assertThat(loop("a>b", "b>a")).contains(List.of("b", "a", "b"));
        assertThat(loop("a>b", "b>c", "c>d", "d>b")).contains(List.of("b", "c", "d", "b"));
        assertThat(loop(".slack>mail", ".email>slack-1"))
                .contains(List.of("mail", "slack-1", "mail"));
    }

    @Test
    void chainsAreNoLoops() {
        assertThat(loop()).isEmpty();
        assertThat(loop("a>b", "b>c", "x>b")).isEmpty();
        assertThat(loop(".slack>slack-2")).isEmpty();
        assertThat(loop("slack-1>slack-2", ".slack>mail")).isEmpty();
    }
}
