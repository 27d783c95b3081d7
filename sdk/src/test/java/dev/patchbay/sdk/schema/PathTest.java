package dev.patchbay.sdk.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class PathTest {

    @Test
    void stepsAreAppendedAndTheRootStays() {
        Path path = Path.ROOT.key("a").index(3).entryKey("k");
        assertThat(path.steps())
                .containsExactly(new Path.Key("a"), new Path.Index(3), new Path.EntryKey("k"));
        assertThat(path.length()).isEqualTo(3);
        assertThat(Path.ROOT.length()).isZero();
    }

    @Test
    void pathsAreJoined() {
        Path a = Path.ROOT.key("a");
        assertThat(a.then(Path.ROOT)).isSameAs(a);
        assertThat(Path.ROOT.then(a)).isEqualTo(a);
        assertThat(a.then(Path.ROOT.index(0))).isEqualTo(a.index(0));
    }

    @Test
    void everyIssueCanBeSeenFromAbove() {
        Path below = Path.ROOT.key("b");
        Path above = Path.ROOT.key("a");
        List<Issue> issues =
                List.of(
                        new Issue.InvalidType(below, "string", "null"),
                        new Issue.UnrecognizedKeys(below, List.of("k")),
                        new Issue.InvalidOption(below, List.of("x"), "string"),
                        new Issue.TooSmall(below, "array", 1, 0),
                        new Issue.TooBig(below, "array", 1, 2),
                        new Issue.InvalidFormat(below, "url", "Invalid URL"),
                        new Issue.InvalidUnion(below, List.of(), ""),
                        new Issue.Custom(below, "x"));
        for (Issue issue : issues) {
            Issue seen = issue.under(above);
            assertThat(seen.path()).isEqualTo(above.key("b"));
            assertThat(seen).hasSameClassAs(issue).isNotEqualTo(issue);
        }
    }
}
