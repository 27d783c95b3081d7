package dev.patchbay.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The third yardstick of {@code benchmarks/execute}: what blocking code on virtual threads costs
 * without any library. It hands bodies on like {@link BareStack}, one thread for each connection,
 * and understands no more of HTTP than the length of a message; it is no server for anybody.
 */
final class HandWritten {

    private static final int LARGEST = 16_384;
    private static final byte[] LENGTH =
            "\r\ncontent-length:".getBytes(StandardCharsets.ISO_8859_1);

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.ISO_8859_1);

    private final ConcurrentLinkedDeque<Messages> links = new ConcurrentLinkedDeque<>();
    private final int target;

    private HandWritten(int target) {
        this.target = target;
    }

    /** Ports: its own, the target's. */
    public static void main(String[] arguments) throws IOException {
        HandWritten proxy = new HandWritten(Integer.parseInt(arguments[1]));
        try (ServerSocket socket =
                new ServerSocket(
                        Integer.parseInt(arguments[0]),
                        Wrk.CONNECTIONS,
                        InetAddress.getByName(Ports.LOOPBACK))) {
            while (true) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> proxy.serve(client));
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Messages client = new Messages(socket);
            while (client.read()) {
                byte[] answer = client.buffer[0] == 'P' ? handOn(client) : NOTHING;
                client.write("HTTP/1.1 200 OK", answer, 0, answer.length);
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private byte[] handOn(Messages client) throws IOException {
        Messages link = links.pollFirst();
        if (link == null) {
            link = new Messages(new Socket(Ports.LOOPBACK, target));
        }
        link.write(
                "POST /hook HTTP/1.1\r\nHost: " + Ports.LOOPBACK,
                client.buffer,
                client.head,
                client.end - client.head);
        if (!link.read()) {
            throw new EOFException("the target closed");
        }
        byte[] body = new byte[link.end - link.head];
        System.arraycopy(link.buffer, link.head, body, 0, body.length);
        links.addFirst(link);
        return body;
    }

    /** A connection, message by message. */
    private static final class Messages {

        private final InputStream in;
        private final OutputStream out;
        private final byte[] buffer = new byte[LARGEST];

        /** Where the body begins, and where it ends. */
        private int head;

        private int end;

        Messages(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        /** One message; false when the other side has gone. */
        boolean read() throws IOException {
            end = 0;
            head = 0;
            int whole = Integer.MAX_VALUE;
            while (end < whole) {
                int count = in.read(buffer, end, buffer.length - end);
                if (count <= 0) {
                    return false;
                }
                int from = Math.max(3, end);
                end += count;
                for (int i = from; i < end && head == 0; i++) {
                    if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
                        head = i + 1;
                        whole = head + length();
                    }
                }
            }
            return true;
        }

        private int length() {
            for (int start = 0; start < head - LENGTH.length; start++) {
                int same = 0;
                while (same < LENGTH.length
                        && Character.toLowerCase(buffer[start + same]) == LENGTH[same]) {
                    same++;
                }
                if (same == LENGTH.length) {
                    int value = 0;
                    for (int i = start + same; buffer[i] != '\r'; i++) {
                        value = buffer[i] == ' ' ? value : 10 * value + buffer[i] - '0';
                    }
                    return value;
                }
            }
            return 0;
        }

        void write(String first, byte[] body, int from, int count) throws IOException {
            byte[] start =
                    (first
                                    + "\r\nContent-Type: application/json\r\nContent-Length: "
                                    + count
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1);
            byte[] message = new byte[start.length + count];
            System.arraycopy(start, 0, message, 0, start.length);
            System.arraycopy(body, from, message, start.length, count);
            out.write(message);
        }
    }
}
