package dev.patchbay.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that cannot choose one themselves. A port that the system gives and that is
 * given back is soon somebody's: each outgoing connection takes one of the same range. These are
 * below that range, at random, and none is named twice. Thread-safe.
 */
public final class FreePort {

    private static final int FIRST = 11_000;
    private static final int END = 32_000;
    private static final int TRIES = 1_000;
    private static final Set<Integer> NAMED = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** A port that nobody listens on, at any address of this machine. */
    public static int number() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (NAMED.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
