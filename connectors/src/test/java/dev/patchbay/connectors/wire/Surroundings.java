package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.transport.Transports;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a case is played in.
 *
 * @param wires stands between the connector and the network
 * @param gate a vendor's refusal, in place of the answer that the case tells
 */
record Surroundings(
        UnaryOperator<Transports> wires, Function<Target.Request, Optional<Target.Answer>> gate) {

    /** Nothing in between, every request answered as told. */
    static final Surroundings PLAIN =
            new Surroundings(UnaryOperator.identity(), _ -> Optional.empty());

    static Surroundings wired(UnaryOperator<Transports> wires) {
        return new Surroundings(wires, PLAIN.gate);
    }

    static Surroundings gated(Function<Target.Request, Optional<Target.Answer>> gate) {
        return new Surroundings(PLAIN.wires, gate);
    }
}
