package dev.patchbay.benchmarks;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The second yardstick of {@code benchmarks/execute}: the libraries that the server is made of and
 * nothing of ours. Jetty hands each request to a virtual thread, which sends the body on to the
 * target with Apache's client and answers what comes back. What the server costs beyond it is what
 * we can still save; what it costs itself is the price of the stack.
 */
final class BareStack {

    private static final int MOST_LINKS = 256;

    private BareStack() {}

    /** In a process of its own, with the JVM options that the launcher gives the server. */
    static ChildProcess start(int port, int targetPort, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseCompactObjectHeaders",
                        "-Xmx256m",
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareStack.class.getName(),
                        Integer.toString(port),
                        Integer.toString(targetPort));
        ChildProcess child = ChildProcess.start("bare stack", builder, log);
        try {
            child.awaitOk(port, "/-/healthy");
        } catch (IOException e) {
            child.close();
            throw e;
        }
        return child;
    }

    public static void main(String[] arguments) throws Exception {
        String target = "http://" + Ports.LOOPBACK + ":" + arguments[1] + "/hook";
        PoolingHttpClientConnectionManager links =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(MOST_LINKS)
                        .setMaxConnPerRoute(MOST_LINKS)
                        .build();
        CloseableHttpClient client =
                HttpClients.custom()
                        .setConnectionManager(links)
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .build();
        QueuedThreadPool threads = new QueuedThreadPool(32, 4);
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("bare-"));
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost(Ports.LOOPBACK);
        connector.setPort(Integer.parseInt(arguments[0]));
        server.setConnectors(List.of(connector).toArray(ServerConnector[]::new));
        server.setHandler(new Forwarding(client, target));
        server.start();
        server.join();
    }

    private static final class Forwarding extends Handler.Abstract {

        private final CloseableHttpClient client;
        private final String target;

        Forwarding(CloseableHttpClient client, String target) {
            this.client = client;
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
                HttpPost post = new HttpPost(target);
                post.setEntity(new ByteArrayEntity(bytes, ContentType.APPLICATION_JSON));
                answer = client.execute(post, reply -> EntityUtils.toByteArray(reply.getEntity()));
            }
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.write(true, ByteBuffer.wrap(answer), callback);
            return true;
        }
    }
}
