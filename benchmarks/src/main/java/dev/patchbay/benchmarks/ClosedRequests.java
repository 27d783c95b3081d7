package dev.patchbay.benchmarks;

import org.HdrHistogram.Histogram;

import java.io.IOException;

/** One client that sends its next request when the last one is answered. Not thread-safe. */
final class ClosedRequests implements AutoCloseable {

    private final HttpConnection connection;

    ClosedRequests(int port) throws IOException {
        connection = new HttpConnection(port);
    }

    /** Sends the request of each number below {@code count}; the median latency in milliseconds. */
    double p50(int count, RequestOf requests) throws IOException {
        Histogram latencies = OpenLoop.histogram();
        for (int n = 0; n < count; n++) {
            byte[] request = requests.number(n);
            long start = System.nanoTime();
            HttpReply reply = connection.send(request);
            latencies.recordValue((System.nanoTime() - start) / 1_000);
            if (reply.status() != 200) {
                throw new IOException("answered " + reply.status() + ": " + reply.text());
            }
        }
        return latencies.getValueAtPercentile(50) / 1_000.0;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    /** The bytes of the request of a number. */
    interface RequestOf {
        byte[] number(int n);
    }
}
