package dev.patchbay.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A name server that never answers for names below {@code silent.test}. Needs gcc. */
record SilentDns(Path library) {

    /** A name that never resolves. */
    static final String NAME = "target.silent.test";

    /** Compiles it; empty where there is no C compiler. */
    static Optional<SilentDns> in(Path folder) throws IOException {
        Path source = folder.resolve("silentdns.c");
        try (InputStream in = SilentDns.class.getResourceAsStream("silentdns.c")) {
            if (in == null) {
                throw new IOException("silentdns.c is not on the class path");
            }
            Files.copy(in, source);
        }
        Path library = folder.resolve("silentdns.so");
        ProcessBuilder compiler =
                new ProcessBuilder(
                        "gcc",
                        "-O2",
                        "-shared",
                        "-fPIC",
                        "-o",
                        library.toString(),
                        source.toString(),
                        "-ldl");
        try {
            ChildProcess.start("gcc", compiler, folder.resolve("gcc.log"))
                    .awaitEnd(Duration.ofMinutes(1));
        } catch (IOException e) {
            return Optional.empty();
        }
        return Files.exists(library) ? Optional.of(new SilentDns(library)) : Optional.empty();
    }

    /** What a process needs that has this name server. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString());
    }
}
