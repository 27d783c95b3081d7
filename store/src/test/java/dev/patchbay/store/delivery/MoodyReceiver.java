package dev.patchbay.store.delivery;

import dev.patchbay.testkit.MoodyTarget;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A {@link MoodyTarget} behind a socket: a request is a line, {@code lane n}. Thread-safe. */
final class MoodyReceiver implements AutoCloseable {

    static final String OK = "200";
    private static final String UNAVAILABLE = "503";

    private final ServerSocket listener =
            new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final MoodyTarget target;

    private MoodyReceiver(MoodyTarget target) throws IOException {
        this.target = target;
    }

    static MoodyReceiver start(MoodyTarget target) throws IOException {
        MoodyReceiver receiver = new MoodyReceiver(target);
        Thread.ofVirtual().start(receiver::listen);
        return receiver;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void listen() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.getInputStream(), StandardCharsets.UTF_8))) {
            String line = in.readLine();
            if (line == null) {
                return;
            }
            String[] parts = line.split(" ");
            switch (target.receive(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]))) {
                case TAKEN -> answer(client, OK);
                case UNAVAILABLE -> answer(client, UNAVAILABLE);
                // Until the client has waited long enough.
                case SILENT, SILENT_BUT_TAKEN -> in.readLine();
            }
        } catch (IOException e) {
            // a client that has gone
        }
    }

    private static void answer(Socket client, String text) throws IOException {
        client.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
