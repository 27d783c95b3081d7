package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.DeliveryTarget.Manner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * {@link Neighbours} and the target that is not well, in a process of their own: what measures the
 * others shares no heap, no collector and no threads with them. Not thread-safe.
 */
final class Crowd implements AutoCloseable {

    private static final long STOP_SECONDS = 60;

    private final Process process;
    private final BufferedReader said;
    private final Writer told;
    private final int port;

    private Crowd(Process process) throws IOException {
        this.process = process;
        said = process.inputReader(StandardCharsets.UTF_8);
        told = process.outputWriter(StandardCharsets.UTF_8);
        port = Math.toIntExact(answer());
    }

    /** Starts the process and its target; nobody calls yet. */
    static Crowd start(Manner manner) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Crowd.class.getName(),
                                manner.name())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new Crowd(process);
    }

    /** Of the target. */
    int port() {
        return port;
    }

    /**
     * Lets clients execute connectors of the server, and waits until all do.
     *
     * @param headers of their requests
     * @param prefix of the ids of the connectors
     * @param over the time over which they begin
     * @return how many calls are under way
     */
    int gather(
            int server, String headers, String prefix, int connectors, int clients, Duration over)
            throws IOException {
        String hidden =
                Base64.getEncoder().encodeToString(headers.getBytes(StandardCharsets.UTF_8));
        return Math.toIntExact(
                ask(
                        "%d %s %s %d %d %d"
                                .formatted(
                                        server,
                                        hidden,
                                        prefix,
                                        connectors,
                                        clients,
                                        over.toMillis())));
    }

    /** Calls that ended so far. */
    long ended() throws IOException {
        return ask("ended");
    }

    private long ask(String line) throws IOException {
        told.write(line + "\n");
        told.flush();
        return answer();
    }

    private long answer() throws IOException {
        String line = said.readLine();
        if (line == null) {
            throw new IOException("the process of the neighbours has ended");
        }
        return Long.parseLong(line);
    }

    /** Lets the clients go and waits until they have. */
    @Override
    public void close() throws IOException {
        told.close();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("the neighbours did not go");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The other side: a line for each line, until there is none. */
    public static void main(String[] arguments) throws IOException {
        try (DeliveryTarget target = DeliveryTarget.plain(Manner.valueOf(arguments[0]), 0);
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(target.port());
            String asked = in.readLine();
            if (asked == null) {
                return;
            }
            String[] words = asked.split(" ", -1);
            String headers =
                    new String(Base64.getDecoder().decode(words[1]), StandardCharsets.UTF_8);
            int clients = Integer.parseInt(words[4]);
            try (Neighbours neighbours =
                    new Neighbours(
                            Integer.parseInt(words[0]),
                            Webhooks.executions(headers, words[2], Integer.parseInt(words[3])),
                            clients,
                            Duration.ofMillis(Long.parseLong(words[5])))) {
                System.out.println(neighbours.awaitUnderWay(clients));
                while (in.readLine() != null) {
                    System.out.println(neighbours.ended());
                }
            }
        }
    }
}
