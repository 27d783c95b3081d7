package dev.patchbay.acceptance.contract;

import dev.patchbay.acceptance.contract.AssertedTexts.TestTexts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which tests spell a word, so that a text is looked for in few of thousands. */
final class TestIndex {

    private static final Pattern WORD = Pattern.compile("\\w+");

    /** What stands at an end may be part of a longer word where the text is found. */
    private static final Pattern INNER_WORD = Pattern.compile("(?<=\\W)\\w+(?=\\W)");

    private final List<TestTexts> all;
    private final Map<String, List<TestTexts>> byWord = new HashMap<>();

    TestIndex(List<TestTexts> all) {
        this.all = all;
        for (TestTexts test : all) {
            words(WORD, test.blob())
                    .distinct()
                    .forEach(
                            word -> byWord.computeIfAbsent(word, _ -> new ArrayList<>()).add(test));
        }
    }

    private static Stream<String> words(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group);
    }

    /**
     * All tests that can spell a text, in order.
     *
     * @param anchor a part of the text
     */
    List<TestTexts> candidates(String text, String anchor) {
        Stream<String> words =
                WORD.matcher(text).matches() ? Stream.of(text) : words(INNER_WORD, anchor);
        return words.map(word -> byWord.getOrDefault(word, List.of()))
                .min(Comparator.comparingInt(List::size))
                .orElse(all);
    }
}
