package dev.patchbay.benchmarks;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The second yardstick of {@code benchmarks/execute}: the libraries that the server is made of and
 * nothing of ours. Jetty hands each request to a virtual thread, which sends the body on to the
 * target over a kept connection of Apache's core and answers what comes back. What the server costs
 * beyond it is what we can still save; what it costs itself is the price of the stack.
 */
final class BareStack {

    private BareStack() {}

    /**
     * A yardstick in a process of its own, with the JVM options that the launcher gives the server.
     *
     * @param program {@link BareStack} or {@link HandWritten}
     */
    static ChildProcess start(Class<?> program, int port, int targetPort, Path log)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseCompactObjectHeaders",
                        "-Xmx256m",
                        "-XX:+UseParallelGC",
                        "-XX:+UseTransparentHugePages",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        Integer.toString(port),
                        Integer.toString(targetPort));
        ChildProcess child = ChildProcess.start(program.getSimpleName(), builder, log);
        try {
            child.awaitOk(port, "/-/healthy");
        } catch (IOException e) {
            child.close();
            throw e;
        }
        return child;
    }

    public static void main(String[] arguments) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(32, 4);
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("bare-"));
        Server server = new Server(threads);
        HttpConnectionFactory http = new HttpConnectionFactory();
        http.getHttpConfiguration().setHeaderCacheSize(0);
        ServerConnector connector = new ServerConnector(server, 1, 1, http);
        connector.setHost(Ports.LOOPBACK);
        connector.setPort(Integer.parseInt(arguments[0]));
        server.setConnectors(List.of(connector).toArray(ServerConnector[]::new));
        server.setHandler(new Forwarding(Integer.parseInt(arguments[1])));
        server.start();
        server.join();
    }

    private static final class Forwarding extends Handler.Abstract {

        private final ConcurrentLinkedDeque<DefaultBHttpClientConnection> links =
                new ConcurrentLinkedDeque<>();
        private final int target;

        Forwarding(int target) {
            this.target = target;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            byte[] answer = new byte[0];
            if (request.getMethod().equals("POST")) {
                ByteBuffer body = Content.Source.asByteBuffer(request);
                byte[] bytes = new byte[body.remaining()];
                body.get(bytes);
                answer = handOn(bytes);
            }
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.write(true, ByteBuffer.wrap(answer), callback);
            return true;
        }

        private byte[] handOn(byte[] body) throws IOException, HttpException {
            DefaultBHttpClientConnection link = links.pollFirst();
            if (link == null) {
                link = new DefaultBHttpClientConnection(Http1Config.DEFAULT);
                link.bind(new Socket(Ports.LOOPBACK, target));
            }
            ClassicHttpRequest post = new BasicClassicHttpRequest("POST", "/hook");
            post.addHeader(HttpHeaders.HOST, Ports.LOOPBACK);
            post.addHeader(HttpHeaders.CONTENT_TYPE, "application/json");
            post.addHeader(HttpHeaders.CONTENT_LENGTH, body.length);
            post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
            link.sendRequestHeader(post);
            link.sendRequestEntity(post);
            link.flush();
            try (ClassicHttpResponse reply = link.receiveResponseHeader()) {
                link.receiveResponseEntity(reply);
                byte[] answer = EntityUtils.toByteArray(reply.getEntity());
                links.addFirst(link);
                return answer;
            }
        }
    }
}
