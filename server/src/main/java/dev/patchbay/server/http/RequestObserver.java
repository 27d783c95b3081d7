package dev.patchbay.server.http;

/** Is told of every request once its answer is known. Thread-safe; quick; never throws. */
@FunctionalInterface
public interface RequestObserver {

    /**
     * A request is answered.
     *
     * @param route the route's path as declared, a bounded set of values; {@code unmatched} without
     *     a route
     * @param nanos from the end of the request's headers to the answer
     */
    void answered(String method, String route, int status, long nanos);
}
