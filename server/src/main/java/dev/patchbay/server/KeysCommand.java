package dev.patchbay.server;

import dev.patchbay.sdk.time.IdSource;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.HexFormat;

/** Encryption keys. */
@Command(
        name = "keys",
        description = "Encryption keys.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCodes.USAGE)
final class KeysCommand implements Runnable {

    private static final int BYTES = 32;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "generate",
            description =
                    "Prints a new xpack.encryptedSavedObjects.encryptionKey as a line for"
                            + " kibana.yml. Nothing is stored.",
            mixinStandardHelpOptions = true)
    int generate() {
        String key = HexFormat.of().formatHex(IdSource.random().bytes(BYTES));
        spec.commandLine()
                .getOut()
                .println("xpack.encryptedSavedObjects.encryptionKey: \"" + key + "\"");
        spec.commandLine().getOut().flush();
        return ExitCodes.OK;
    }
}
