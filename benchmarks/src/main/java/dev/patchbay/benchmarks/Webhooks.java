package dev.patchbay.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The {@code .webhook} connectors of a run, and the requests about them. */
final class Webhooks {

    private static final int CREATORS = 16;

    /** Bytes of the body of each execution. */
    static final int BODY_BYTES = 1024;

    private Webhooks() {}

    /** The id of a connector. Ids are unique over all spaces, hence the prefix. */
    static String id(String prefix, int number) {
        return prefix + "-" + number;
    }

    /** The path below which the routes of a space lie; the default space is {@code ""}. */
    static String base(String space) {
        return (space.isEmpty() ? "" : "/s/" + space) + "/api/actions/connector";
    }

    /** The path of a space's list. */
    static String list(String space) {
        return base(space) + "s";
    }

    /** Creates connectors with encrypted basic credentials through the API, 16 at a time. */
    static void create(
            int port, String headers, String space, String prefix, int count, int targetPort)
            throws IOException {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> creators = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CREATORS; i++) {
                creators.add(
                        executor.submit(() -> {
                            createFrom(next, port, headers, space, prefix, count, targetPort);
                            return null;
                        }));
            }
            for (Future<?> creator : creators) {
                creator.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("creating connectors failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void createFrom(
            AtomicInteger next,
            int port,
            String headers,
            String space,
            String prefix,
            int count,
            int targetPort)
            throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            for (int number = next.getAndIncrement();
                    number < count;
                    number = next.getAndIncrement()) {
                String path = base(space) + "/" + id(prefix, number);
                String body = connector("Benchmark " + prefix + " " + number, targetPort);
                HttpReply reply =
                        connection.send(HttpConnection.request("POST", path, headers, body));
                if (reply.status() != 200) {
                    throw new IOException(
                            "POST " + path + " answered " + reply.status() + ": " + reply.text());
                }
            }
        }
    }

    /** Creates connectors whose target is another, one by one. */
    static void create(int port, String headers, String prefix, int count, String url)
            throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            for (int number = 0; number < count; number++) {
                String body =
                        """
                        {"name":"%s %d","connector_type_id":".webhook",\
                        "config":{"url":"%s","hasAuth":false},"secrets":{}}\
                        """
                                .formatted(prefix, number, url);
                String path = base("") + "/" + id(prefix, number);
                HttpReply reply =
                        connection.send(HttpConnection.request("POST", path, headers, body));
                if (reply.status() != 200) {
                    throw new IOException(
                            "POST " + path + " answered " + reply.status() + ": " + reply.text());
                }
            }
        }
    }

    private static String connector(String name, int targetPort) {
        return """
        {"name":"%s","connector_type_id":".webhook",\
        "config":{"url":"http://127.0.0.1:%d/hook","hasAuth":true,\
        "headers":{"Content-Type":"application/json"}},\
        "secrets":{"user":"bench","password":"a-secret-that-is-never-shown"}}\
        """
                .formatted(name, targetPort);
    }

    /** Executions of the first connectors of the prefix {@code load}, one of each. */
    static List<byte[]> executions(String headers, int connectors) {
        return executions(headers, "load", connectors);
    }

    /** Executions of the first connectors of a prefix, one of each. */
    static List<byte[]> executions(String headers, String prefix, int connectors) {
        return IntStream.range(0, connectors)
                .mapToObj(n -> base("") + "/" + id(prefix, n) + "/_execute")
                .map(path -> HttpConnection.request("POST", path, headers, executeBody()))
                .toList();
    }

    /** The value of the authorization among header lines. */
    static String authorization(String headers) {
        return headers.replaceAll("(?s).*Authorization: (.*?)\r\n.*", "$1");
    }

    /** The body of an execution: {@value #BODY_BYTES} bytes, most of them the text of an alert. */
    static String executeBody() {
        String head = "{\"params\":{\"body\":\"{\\\"alert\\\":\\\"";
        String tail = "\\\"}\"}}";
        return head + "x".repeat(BODY_BYTES - head.length() - tail.length()) + tail;
    }
}
