package dev.patchbay.store.sqlite;

import dev.patchbay.sdk.time.Clock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that writes rows and says which of them were reported stored, until it is killed. */
final class CrashingWriter {

    private static final int THREADS = 8;

    private CrashingWriter() {}

    /** Prints a number after its row is stored; the first lines are those of the first rows. */
    public static void main(String[] arguments) throws Exception {
        SqliteDatabase database = SqliteDatabase.open(Path.of(arguments[0]), Clock.system());
        database.write(tx -> {
            database.of(tx)
                    .session()
                    .execute("create table if not exists t (id integer primary key)");
            return true;
        });
        AtomicInteger next = new AtomicInteger(Integer.parseInt(arguments[1]));
        for (int i = 0; i < THREADS; i++) {
            Thread.ofPlatform()
                    .start(() -> {
                        while (true) {
                            int id = next.incrementAndGet();
                            database.write(tx ->
                                    database.of(tx)
                                            .session()
                                            .update("insert into t values (?)", id));
                            System.out.println(id);
                        }
                    });
        }
    }

    static Process start(Path folder) throws IOException {
        return start(folder, 0);
    }

    static Process start(Path folder, int after) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        folder.toString(),
                        Integer.toString(after))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static String firstLine(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        if (line == null) {
            throw new IllegalStateException("the other process ended");
        }
        return line;
    }
}
