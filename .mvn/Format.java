import com.google.googlejavaformat.java.Main;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The formatter gate: hands Java files to google-java-format, in this JVM. Run by Maven as a source
 * file; see CONTRIBUTING.md.
 *
 * <p>Arguments: {@code check} or {@code rewrite}, the source folder, the stamp file. A check looks
 * at the files that changed since the last good check, whose time is that of the stamp; a rewrite
 * looks at all.
 */
final class Format {

    public static void main(String[] args) throws Exception {
        boolean rewrite = args[0].equals("rewrite");
        Path sources = Path.of(args[1]);
        Path stamp = Path.of(args[2]);
        if (!Files.isDirectory(sources)) {
            return;
        }
        FileTime started = FileTime.fromMillis(System.currentTimeMillis());
        boolean checkedBefore = !rewrite && Files.exists(stamp);
        long since = checkedBefore ? Files.getLastModifiedTime(stamp).toMillis() : 0;
        List<String> files = javaFiles(sources, since);
        if (files.isEmpty()) {
            return;
        }
        List<String> arguments = new ArrayList<>(List.of("--aosp"));
        arguments.addAll(
                rewrite ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        arguments.addAll(files);
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        int result = new Main(out, err, System.in).format(arguments.toArray(String[]::new));
        out.flush();
        err.flush();
        if (result != 0) {
            System.err.println(
                    "The files above are not formatted. Repair, from the root: "
                            + "mvn -q -N process-sources -Pformat [-Dformat.sources=MODULE/src]");
            System.exit(result);
        }
        if (!rewrite) {
            Files.createDirectories(stamp.getParent());
            Files.write(stamp, new byte[0]);
            Files.setLastModifiedTime(stamp, started);
        }
    }

    private static List<String> javaFiles(Path folder, long since) throws IOException {
        List<String> found = new ArrayList<>();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes is) {
                        String name = at.getFileName().toString();
                        boolean skipped = name.equals("target") || name.startsWith(".git");
                        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                        if (file.toString().endsWith(".java")
                                && is.lastModifiedTime().toMillis() >= since) {
                            found.add(file.toString());
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        found.sort(null);
        return found;
    }
}
