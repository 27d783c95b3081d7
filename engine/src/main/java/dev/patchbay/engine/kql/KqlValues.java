package dev.patchbay.engine.kql;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Tests of single values by the type of their field. What no value can be, none is. Stateless. */
final class KqlValues {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_']+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");

    private KqlValues() {}

    static Predicate<JsonNode> equal(KqlType type, KqlText wanted, Instant now) {
        if (wanted.anything()) {
            return _ -> true;
        }
        return switch (type) {
            case KEYWORD -> value -> wanted.matches(value.asString());
            case TEXT -> text(wanted);
            case NUMBER ->
                    number(wanted.text())
                            .<Predicate<JsonNode>>map(number ->
                                    value ->
                                            number(value.asString())
                                                    .filter(own -> own.compareTo(number) == 0)
                                                    .isPresent())
                            .orElse(_ -> false);
            case DATE ->
                    KqlDate.parse(wanted.text(), now)
                            .<Predicate<JsonNode>>map(
                                    date -> value -> time(value).filter(date::holds).isPresent())
                            .orElse(_ -> false);
            case BOOLEAN -> value -> value.asString().equals(wanted.text());
        };
    }

    static Predicate<JsonNode> range(
            KqlType type, Kql.Comparison comparison, String bound, Instant now) {
        return switch (type) {
            case KEYWORD, TEXT, BOOLEAN ->
                    value -> comparison.fits(value.asString().compareTo(bound));
            case NUMBER ->
                    number(bound)
                            .<Predicate<JsonNode>>map(number ->
                                    value ->
                                            number(value.asString())
                                                    .filter(own ->
                                                            comparison.fits(own.compareTo(number)))
                                                    .isPresent())
                            .orElse(_ -> false);
            case DATE ->
                    KqlDate.parse(bound, now)
                            .<Predicate<JsonNode>>map(date ->
                                    value ->
                                            time(value)
                                                    .filter(own -> date.fits(comparison, own))
                                                    .isPresent())
                            .orElse(_ -> false);
        };
    }

    /** One of the words, the words of a phrase one after the other, or a word with a wildcard. */
    private static Predicate<JsonNode> text(KqlText wanted) {
        if (wanted.wildcard()) {
            KqlText lower =
                    new KqlText(
                            wanted.pieces().stream()
                                    .map(piece -> piece.toLowerCase(Locale.ROOT))
                                    .toList(),
                            false);
            return value -> words(value.asString()).stream().anyMatch(lower::matches);
        }
        List<String> words = words(wanted.text());
        if (words.isEmpty()) {
            return _ -> false;
        }
        return wanted.phrase()
                ? value -> holdsRun(words(value.asString()), words)
                : value -> words(value.asString()).stream().anyMatch(words::contains);
    }

    private static boolean holdsRun(List<String> all, List<String> run) {
        for (int from = 0; from + run.size() <= all.size(); from++) {
            if (all.subList(from, from + run.size()).equals(run)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> words(String text) {
        return Arrays.stream(NO_WORD.split(text.toLowerCase(Locale.ROOT), -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    private static Optional<Instant> time(JsonNode value) {
        return KqlDate.parse(value.asString(), Instant.EPOCH).map(KqlDate::first);
    }
}
