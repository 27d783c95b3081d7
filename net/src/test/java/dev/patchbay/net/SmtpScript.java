package dev.patchbay.net;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server on a {@link Peer}: real SMTP, with whatever answers a test wants. */
final class SmtpScript implements Peer.Script {

    private final List<String> extensions = new ArrayList<>();
    private final Map<String, String> answers = new LinkedHashMap<>();
    private Certificates.@Nullable Issued startTls;
    private String greeting = "220 mail.test ESMTP";
    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<String> messages = new CopyOnWriteArrayList<>();
    volatile boolean encrypted;

    SmtpScript extension(String line) {
        extensions.add(line);
        return this;
    }

    /** Answers commands that begin so; {@code close} closes, {@code hang} says nothing. */
    SmtpScript answer(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    SmtpScript greeting(String text) {
        greeting = text;
        return this;
    }

    SmtpScript startTls(Certificates.Issued certificate) {
        startTls = certificate;
        return this;
    }

    @Override
    public void run(Peer.Conversation talk) throws Exception {
        new Talk(talk.socket, talk.in(), talk.out).run();
    }

    private final class Talk {
        private final Socket socket;
        private InputStream in;
        private OutputStream out;

        Talk(Socket socket, InputStream in, OutputStream out) {
            this.socket = socket;
            this.in = in;
            this.out = out;
        }

        void run() throws Exception {
            if (!said(greeting)) {
                return;
            }
            for (String line = line(); line != null; line = line()) {
                commands.add(line);
                String fixed = fixed(line);
                if (fixed == null ? !usual(line) : !said(fixed)) {
                    return;
                }
            }
        }

        private boolean usual(String line) throws Exception {
            if (line.startsWith("EHLO")) {
                List<String> all = new ArrayList<>(List.of("mail.test"));
                all.addAll(extensions);
                if (startTls != null && !encrypted) {
                    all.add("STARTTLS");
                }
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < all.size(); i++) {
                    text.append(i == all.size() - 1 ? "250 " : "250-").append(all.get(i));
                    text.append(i == all.size() - 1 ? "" : "\r\n");
                }
                return said(text.toString());
            }
            if (line.equals("STARTTLS")) {
                if (!said("220 go ahead")) {
                    return false;
                }
                upgrade();
                return true;
            }
            if (line.equals("DATA")) {
                if (!said("354 go on")) {
                    return false;
                }
                messages.add(message());
                String fixedDot = answers.get(".");
                return said(fixedDot == null ? "250 2.0.0 Ok: queued as 4711" : fixedDot);
            }
            if (line.equals("QUIT")) {
                said("221 bye");
                return false;
            }
            return said("250 ok");
        }

        private @Nullable String fixed(String line) {
            for (Map.Entry<String, String> entry : answers.entrySet()) {
                if (!entry.getKey().equals(".") && line.startsWith(entry.getKey())) {
                    return entry.getValue();
                }
            }
            return null;
        }

        private boolean said(String text) throws IOException {
            switch (text) {
                case "close" -> {
                    return false;
                }
                case "hang" -> {
                    while (in.read() >= 0) {
                        continue;
                    }
                    return false;
                }
                case "drip" -> {
                    drip();
                    return false;
                }
                case "flood" -> {
                    flood();
                    return false;
                }
                default -> {
                    out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    return true;
                }
            }
        }

        /** A line that goes on for ever, slowly. */
        private void drip() throws IOException {
            out.write("250-".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        }

        private void flood() throws IOException {
            byte[] block = "x".repeat(8192).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(block);
            }
        }

        private void upgrade() throws Exception {
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(java.util.Objects.requireNonNull(startTls).store("x"), "x".toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            SSLSocket over =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(socket, "127.0.0.1", socket.getPort(), true);
            over.setUseClientMode(false);
            over.startHandshake();
            in = new BufferedInputStream(over.getInputStream());
            out = over.getOutputStream();
            encrypted = true;
        }

        private @Nullable String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    String text = line.toString(StandardCharsets.UTF_8);
                    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
                }
                line.write(b);
            }
            return null;
        }

        private String message() throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (String line = line(); !".".equals(line); line = line()) {
                if (line == null) {
                    throw new IOException("the client left inside the message");
                }
                all.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
            return all.toString(StandardCharsets.UTF_8);
        }
    }
}
