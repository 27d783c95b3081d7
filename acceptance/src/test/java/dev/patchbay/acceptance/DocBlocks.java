package dev.patchbay.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What stands between code fences of a page of this repository. */
final class DocBlocks {

    private static final Path HOME = Path.of(System.getProperty("patchbay.home"));
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(\\w+)\\n((?s:.*?))^```$");

    /** A block and the language that it is marked with. */
    record Block(String language, String text) {}

    private DocBlocks() {}

    static List<Block> all(String page) throws IOException {
        return BLOCK.matcher(Files.readString(HOME.resolve(page)))
                .results()
                .map(block -> new Block(block.group(1), block.group(2)))
                .toList();
    }

    /** Those of one language. */
    static List<String> all(String page, String language) throws IOException {
        return all(page).stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
    }

    static Path file(String path) {
        return HOME.resolve(path);
    }
}
