package dev.patchbay.server;

import dev.patchbay.demo.Receiver;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/**
 * The receiver of the walk-through: plays Slack, PagerDuty and a plain webhook on the loopback
 * address and prints what it gets. Holds no state of the server.
 */
@Command(
        name = "demo",
        description =
                "Plays Slack, PagerDuty and a webhook on this machine and prints what it gets.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = ExitCodes.USAGE)
final class DemoCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--port", defaultValue = "8090", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        StopSignals signals = StopSignals.install();
        try (Receiver receiver = Receiver.start(port, got -> print(out, got.describe()))) {
            print(
                    out,
                    "Listening on "
                            + receiver.url()
                            + "; stop with Ctrl-C.\n  Slack      "
                            + receiver.url()
                            + "/services/T000/B000/XXXX\n  PagerDuty  "
                            + receiver.url()
                            + "/v2/enqueue\n  anything   "
                            + receiver.url()
                            + "/hook");
            signals.await();
            return ExitCodes.OK;
        } catch (Exception e) {
            spec.commandLine().getErr().println("patchbay: " + e.getMessage());
            return ExitCodes.UNUSABLE;
        }
    }

    private static synchronized void print(PrintWriter out, String text) {
        out.println(text);
        out.flush();
    }
}
