package dev.patchbay.engine.template;

import dev.patchbay.sdk.time.IdSource;

import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.Map;

/** The functions of the variable map by name (templating.md, section 7). */
final class Lambdas {

    private Lambdas() {}

    static Map<String, Lambda> all(IdSource random, ZoneId local) {
        return Map.of(
                "EvalMath", new EvalMath(() -> unitInterval(random)),
                "FormatDate", new FormatDate(local),
                "FormatNumber", new FormatNumber(),
                "ParseHjson", new ParseHjson(),
                "EncodeURI", EncodeUri.whole(),
                "EncodeURIComponent", EncodeUri.component());
    }

    /** 53 random bits as a number from 0 (inclusive) to 1 (exclusive). */
    private static double unitInterval(IdSource random) {
        long bits = ByteBuffer.wrap(random.bytes(Long.BYTES)).getLong();
        return (bits >>> 11) * 0x1.0p-53;
    }
}
