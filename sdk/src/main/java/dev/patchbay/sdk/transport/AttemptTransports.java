package dev.patchbay.sdk.transport;

/** The ways out of one attempt, and what went through them. Thread-safe. */
public interface AttemptTransports extends Transports, AutoCloseable {

    /** Bytes of request bodies that were sent, handshakes included. */
    long requestBytes();

    /**
     * Whether a request that is no handshake has begun to be sent: from then on an exception leaves
     * the effect unknown (ADR 2).
     */
    boolean effectfulRequestSent();

    /** Frees what is still open. Idempotent; never throws. */
    @Override
    void close();
}
