package dev.patchbay.acceptance.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What tests assert: the string literals of each test method, joined where they are concatenated,
 * and the lines of case files. An expression between two literals becomes {@link #HOLE}.
 */
final class AssertedTexts {

    /** Stands for a value that the test's source does not spell. */
    static final char HOLE = '\uFFFC';

    /** A test and everything it spells. */
    record TestTexts(String name, String blob) {}

    private static final Pattern METHOD =
            Pattern.compile(
                    "(?:void|static [\\w<>\\[\\], .]+|private [\\w<>\\[\\],"
                            + " .]+)\\s+(\\w+)\\s*\\([^;{]*\\)[^;{]*\\{");
    private static final Pattern LITERAL =
            Pattern.compile("\"\"\"\\n(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern CHARACTER =
            Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u+([0-9A-Fa-f]{4})");
    private static final Pattern ASSERTS =
            Pattern.compile("assert|Refused|Refusal|verify|expect", Pattern.CASE_INSENSITIVE);

    private AssertedTexts() {}

    /**
     * The tests below {@code root}: methods of {@code src/test/java}, files of {@code
     * src/test/resources}.
     */
    static List<TestTexts> under(Path root) throws IOException {
        List<TestTexts> all = new ArrayList<>();
        for (Path file : testFiles(root)) {
            String text = Files.readString(file);
            String name = file.getFileName().toString();
            if (!name.endsWith(".java")) {
                all.add(new TestTexts(name, text.replace("\\\"", "\"").replace("\\n", "\n")));
            } else if (ASSERTS.matcher(text).find()) {
                all.addAll(methods(name.replace(".java", ""), text));
            }
        }
        return all;
    }

    private static List<Path> testFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isTest(root.relativize(file).toString()))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isTest(String path) {
        return !path.contains("target/")
                && !path.contains("acceptance/contract/")
                && (path.contains("src/test/java/") && path.endsWith(".java")
                        || path.contains("src/test/resources/")
                                && path.matches(".*\\.(ya?ml|json|txt|tsv|http|cases)"));
    }

    private static List<TestTexts> methods(String type, String source) {
        List<TestTexts> tests = new ArrayList<>();
        Matcher method = METHOD.matcher(source);
        int from = 0;
        String name = type;
        while (method.find()) {
            tests.add(new TestTexts(name, literals(source.substring(from, method.start()))));
            name = type + "." + method.group(1);
            from = method.start();
        }
        tests.add(new TestTexts(name, literals(source.substring(from))));
        return tests;
    }

    private static String literals(String code) {
        StringBuilder blob = new StringBuilder();
        Matcher literal = LITERAL.matcher(code);
        int end = -1;
        while (literal.find()) {
            if (end >= 0) {
                blob.append(glue(code.substring(end, literal.start())));
            }
            blob.append(
                    literal.group(1) != null
                            ? unescape(literal.group(1).stripIndent())
                            : unescape(literal.group(2)));
            end = literal.end();
        }
        return blob.toString();
    }

    private static String glue(String between) {
        String code = between.strip();
        if (code.equals("+")) {
            return "";
        }
        return code.startsWith("+")
                        && code.endsWith("+")
                        && !code.contains(";")
                        && !code.contains("{")
                ? String.valueOf(HOLE)
                : "\n\u0000\n";
    }

    /** As javac reads a literal: characters by their number first, then the escapes. */
    private static String unescape(String literal) {
        return CHARACTER
                .matcher(literal)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                found.group(1) + (char) Integer.parseInt(found.group(2), 16)))
                .translateEscapes();
    }
}
