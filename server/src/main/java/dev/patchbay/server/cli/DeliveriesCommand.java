package dev.patchbay.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Deliveries of a running server. */
@Command(
        name = "deliveries",
        description = "Deliveries of a running server.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Exit.USAGE,
        subcommands = {
            ListDeliveries.class,
            ShowDelivery.class,
            ReplayDeliveries.class,
            CancelDeliveries.class
        })
public final class DeliveriesCommand implements Runnable {

    static final String PATH = "/api/patchbay/deliveries";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
