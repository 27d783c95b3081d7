package dev.patchbay.engine.template;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * {@code EncodeURI} and {@code EncodeURIComponent} (templating.md, section 7.5; ECMA-262, section
 * 19.2.6).
 */
final class EncodeUri implements Lambda {

    private static final String UNRESERVED = "-_.!~*'()";
    private static final String RESERVED = ";,/?:@&=+$#";

    private final String function;
    private final String kept;

    private EncodeUri(String function, String kept) {
        this.function = function;
        this.kept = kept;
    }

    static EncodeUri whole() {
        return new EncodeUri("encodeURI", UNRESERVED + RESERVED);
    }

    static EncodeUri component() {
        return new EncodeUri("encodeURIComponent", UNRESERVED);
    }

    @Override
    public String apply(String text, LambdaCall call) {
        String input = call.render(text);
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(input));
            return encode(utf8);
        } catch (CharacterCodingException e) {
            throw new LambdaFailure(
                    "error evaluating " + function + "(\"" + input + "\"): URI malformed");
        }
    }

    private String encode(ByteBuffer utf8) {
        StringBuilder encoded = new StringBuilder(utf8.remaining() + 16);
        while (utf8.hasRemaining()) {
            int b = utf8.get() & 0xff;
            if (isKept((char) b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(b >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
            }
        }
        return encoded.toString();
    }

    private boolean isKept(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || kept.indexOf(c) >= 0;
    }
}
