package dev.patchbay.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** Finding many texts at once. */
class PatternSetTest {

    private static final String MARK = "#";

    @Test
    void everyPlaceIsReplaced() {
        PatternSet patterns = new PatternSet(List.of("secret", "password-7"));
        assertThat(replaced(patterns, "secret, password-7 and secret")).isEqualTo("#, # and #");
        assertThat(replaced(patterns, "secretsecret")).isEqualTo("##");
    }

    @Test
    void theLongerOneWinsAndOverlapsAreOnePlace() {
        PatternSet patterns = new PatternSet(List.of("abcdef", "abcdefgh", "efghijkl"));
        assertThat(replaced(patterns, "xabcdefghy")).isEqualTo("x#y");
        assertThat(replaced(patterns, "xabcdefghijkly")).isEqualTo("x#y");
    }

    @Test
    void aTextWithoutAnyIsTheSameInstance() {
        String text = new String("nothing to see");
        assertThat(replaced(new PatternSet(List.of("secret")), text)).isSameAs(text);
        assertThat(replaced(new PatternSet(List.of()), text)).isSameAs(text);
    }

    /** Against the plain way, on texts so small an alphabet that everything overlaps. */
    @Test
    void agreesWithTheObviousWay() {
        long seed = Long.getLong("patchbay.seed", 20261126L);
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            List<String> patterns = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                patterns.add(text(random, 2 + random.nextInt(7)));
            }
            String text = text(random, random.nextInt(40));
            assertThat(replaced(new PatternSet(patterns), text))
                    .as("seed %d round %d: %s in %s", seed, round, patterns, text)
                    .isEqualTo(obvious(patterns, text));
        }
    }

    private static String replaced(PatternSet patterns, String text) {
        return PatternSet.replace(text, patterns.places(text), MARK);
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("abä".charAt(random.nextInt(3)));
        }
        return text.toString();
    }

    /** Places that overlap are merged; places that touch stay two. */
    private static String obvious(List<String> patterns, String text) {
        BitSet starts = new BitSet();
        int[] ends = new int[text.length() + 1];
        for (String pattern : patterns) {
            for (int i = text.indexOf(pattern); i >= 0; i = text.indexOf(pattern, i + 1)) {
                starts.set(i);
                ends[i] = Math.max(ends[i], i + pattern.length());
            }
        }
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (!starts.get(at)) {
                result.append(text.charAt(at++));
                continue;
            }
            int end = ends[at];
            for (int i = at; i < end; i++) {
                end = starts.get(i) ? Math.max(end, ends[i]) : end;
            }
            result.append(MARK);
            at = end;
        }
        return result.toString();
    }
}
