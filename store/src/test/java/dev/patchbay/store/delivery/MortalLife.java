package dev.patchbay.store.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A life of a {@link MortalNode} of several, and what it accepted. */
final class MortalLife {

    private final String data;
    private final Path target;
    private final String name;
    private final int number;
    private final Process process;
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private MortalLife(String data, Path target, String name, int number) throws IOException {
        this.data = data;
        this.target = target;
        this.name = name;
        this.number = number;
        process =
                MortalNode.start(
                        data,
                        target,
                        MortalNode.Work.ACCEPT_STEADILY,
                        name,
                        name + "-" + number,
                        Map.of());
        reader = Thread.ofVirtual().start(this::read);
    }

    static MortalLife start(String data, Path target, String name, int number) throws IOException {
        return new MortalLife(data, target, name, number);
    }

    /** The same node starts again. */
    MortalLife next() throws IOException {
        return start(data, target, name, number + 1);
    }

    String name() {
        return name;
    }

    String life() {
        return name + "-" + number;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() == MortalNode.ID_LENGTH) {
                    accepted.add(line);
                }
            }
        } catch (IOException e) {
            // killed
        }
    }

    /** Ids that were accepted until now. */
    List<String> accepted() {
        return accepted;
    }

    List<String> acceptedUntilDeath() throws InterruptedException {
        reader.join();
        return accepted;
    }

    /** {@code kill -9}; returns when it is dead. */
    void kill() {
        process.toHandle().destroyForcibly(); // keeps its output readable
        process.onExit().join();
    }
}
