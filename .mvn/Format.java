import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The formatter gate of one module: hands the Java files that changed since the last good run to
 * google-java-format, in this JVM. Run by Maven as a source file; see CONTRIBUTING.md.
 *
 * <p>Arguments: {@code check} or {@code rewrite}, the source folder, the stamp file.
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
        List<String> arguments = new ArrayList<>(List.of("--aosp"));
        arguments.addAll(
                rewrite ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        int options = arguments.size();
        arguments.addAll(changedSince(stamp, sources));
        if (arguments.size() == options) {
            return;
        }
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        int result = new Main(out, err, System.in).format(arguments.toArray(String[]::new));
        out.flush();
        err.flush();
        if (result != 0) {
            System.err.println(
                    "The files above are not formatted. Repair: mvn -q process-sources -Pformat");
            System.exit(result);
        }
        Files.createDirectories(stamp.getParent());
        Files.write(stamp, new byte[0]);
        Files.setLastModifiedTime(stamp, started);
    }

    private static List<String> changedSince(Path stamp, Path sources) throws IOException {
        long good = Files.exists(stamp) ? Files.getLastModifiedTime(stamp).toMillis() : 0;
        List<String> changed = new ArrayList<>();
        try (var files = Files.walk(sources)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                if (file.toString().endsWith(".java")
                        && Files.getLastModifiedTime(file).toMillis() >= good) {
                    changed.add(file.toString());
                }
            }
        }
        return changed;
    }
}
