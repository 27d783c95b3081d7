package dev.patchbay.store.delivery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process over the class path of this one. */
final class ChildJvm {

    private ChildJvm() {}

    /** Runs a class; what it says of errors goes nowhere. */
    static ProcessBuilder of(Class<?> main, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx192m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    }
}
