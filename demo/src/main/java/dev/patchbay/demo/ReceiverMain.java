package dev.patchbay.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.slf4j.LoggerFactory;

/**
 * {@code ./patchbay demo [port]}: the receiver of the walk-through, printing what it gets until it
 * is stopped.
 */
public final class ReceiverMain {

    private static final int DEFAULT_PORT = 8090;

    private ReceiverMain() {}

    /** Runs until SIGINT or SIGTERM. */
    public static void main(String[] args) throws Exception {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.WARN);
        }
        int port = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_PORT;
        Receiver receiver = Receiver.start(port, got -> System.out.println(got.describe()));
        System.out.println("Listening on " + receiver.url() + "; stop with Ctrl-C.");
        System.out.println("  Slack      " + receiver.url() + "/services/T000/B000/XXXX");
        System.out.println("  PagerDuty  " + receiver.url() + "/v2/enqueue");
        System.out.println("  anything   " + receiver.url() + "/hook");
        Thread.currentThread().join();
    }
}
