package dev.patchbay.demo;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A web server on the loopback address that plays vendors, keeps what it got and hands it to a
 * listener. Thread-safe.
 */
public final class Receiver implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final PagerDutyEvents pagerDuty = new PagerDutyEvents();
    private final List<Vendor> vendors = List.of(new SlackWebhook(), pagerDuty, new AnyWebhook());
    private final Consumer<Received> listener;

    private Receiver(Consumer<Received> listener) {
        this.listener = listener;
    }

    /**
     * Starts a receiver.
     *
     * @param port 0 = any free one
     * @param listener called for each request, on the request's thread
     * @throws Exception when the port cannot be bound
     */
    public static Receiver start(int port, Consumer<Received> listener) throws Exception {
        Receiver receiver = new Receiver(listener);
        receiver.connector.setHost("127.0.0.1");
        receiver.connector.setPort(port);
        receiver.server.addConnector(receiver.connector);
        receiver.server.setHandler(receiver.handler());
        receiver.server.start();
        return receiver;
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** {@code http://127.0.0.1:port}. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Every request so far, in order of arrival. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** State of PagerDuty's incidents by dedup key. */
    public Map<String, String> pagerDutyIncidents() {
        return pagerDuty.incidents();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private Handler handler() {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback)
                    throws Exception {
                Received got = read(request);
                received.add(got);
                listener.accept(got);
                Reply reply = answer(got);
                response.setStatus(reply.status());
                response.getHeaders().put("Content-Type", reply.contentType());
                reply.headers().forEach(response.getHeaders()::put);
                Content.Sink.write(response, true, reply.body(), callback);
                return true;
            }
        };
    }

    private Reply answer(Received request) {
        for (Vendor vendor : vendors) {
            String prefix = vendor.prefix();
            if (request.path().equals(prefix)
                    || request.path().startsWith(prefix + "/")
                    || request.path().startsWith(prefix + "?")) {
                return vendor.answer(request);
            }
        }
        return Reply.json(404, "{\"message\":\"no fake vendor at this path\"}");
    }

    private static Received read(Request request) throws Exception {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.computeIfAbsent(
                            field.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(field.getValue());
        }
        String body = Content.Source.asString(request, StandardCharsets.UTF_8);
        return new Received(
                request.getMethod(), request.getHttpURI().getPathQuery(), headers, body);
    }
}
