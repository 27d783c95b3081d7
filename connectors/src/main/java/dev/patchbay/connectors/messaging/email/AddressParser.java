package dev.patchbay.connectors.messaging.email;

import dev.patchbay.sdk.mail.MailAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an address list (RFC 5322, section 3.4, with the characters of RFC 6532): mailboxes with
 * and without a name, groups, quoted strings, comments, domain literals. No obsolete syntax: it
 * would let control characters in. For one text; not thread-safe.
 */
final class AddressParser {

    /** Deepest nesting of comments. */
    private static final int DEEPEST = 10;

    private static final String SPECIALS = "()<>[]:;@\\,.\"";

    private final String text;
    private int at;

    private AddressParser(String text) {
        this.text = text;
    }

    /** Every mailbox of the list, those of groups included; empty when the text is none. */
    static Optional<List<MailAddress>> parse(String text) {
        try {
            List<MailAddress> found = new ArrayList<>();
            new AddressParser(text).list(found);
            return found.isEmpty() ? Optional.empty() : Optional.of(found);
        } catch (SyntaxException e) {
            return Optional.empty();
        }
    }

    private void list(List<MailAddress> found) throws SyntaxException {
        do {
            address(found);
        } while (take(','));
        if (at < text.length()) {
            throw new SyntaxException();
        }
    }

    private void address(List<MailAddress> found) throws SyntaxException {
        blanks();
        if (peek() == '<') {
            found.add(angle(""));
            return;
        }
        int start = at;
        String name = phrase();
        switch (peek()) {
            case '<' -> found.add(angle(name));
            case ':' -> group(found);
            default -> {
                at = start;
                found.add(spec(""));
            }
        }
    }

    private void group(List<MailAddress> found) throws SyntaxException {
        at++;
        blanks();
        while (peek() != ';') {
            address(found);
            if (!take(',') && peek() != ';') {
                throw new SyntaxException();
            }
            blanks();
        }
        at++;
        blanks();
    }

    private MailAddress angle(String name) throws SyntaxException {
        at++;
        MailAddress address = spec(name);
        if (!take('>')) {
            throw new SyntaxException();
        }
        blanks();
        return address;
    }

    private MailAddress spec(String name) throws SyntaxException {
        blanks();
        String local = peek() == '"' ? '"' + quoted() + '"' : dotted();
        blanks();
        if (!take('@')) {
            throw new SyntaxException();
        }
        blanks();
        String domain = peek() == '[' ? literal() : dotted();
        blanks();
        return new MailAddress(name, local + "@" + domain);
    }

    /**
     * Words before an address; may be empty. A dot is taken, as everybody writes {@code J. Doe}.
     */
    private String phrase() throws SyntaxException {
        StringBuilder words = new StringBuilder();
        while (true) {
            blanks();
            char c = peek();
            String word;
            if (c == '"') {
                word = quoted();
            } else if (c == '.' || atom(c)) {
                int start = at;
                while (peek() == '.' || atom(peek())) {
                    at++;
                }
                word = text.substring(start, at);
            } else {
                return words.toString();
            }
            words.append(words.isEmpty() ? "" : " ").append(word);
        }
    }

    private String dotted() throws SyntaxException {
        int start = at;
        do {
            int from = at;
            while (atom(peek())) {
                at++;
            }
            if (at == from) {
                throw new SyntaxException();
            }
        } while (take('.'));
        return text.substring(start, at);
    }

    private String quoted() throws SyntaxException {
        at++;
        StringBuilder inside = new StringBuilder();
        while (peek() != '"') {
            char c = peek();
            if (c == '\\') {
                at++;
                c = peek();
            }
            if (c == 0 || Character.isISOControl(c)) {
                throw new SyntaxException();
            }
            inside.append(c);
            at++;
        }
        at++;
        return inside.toString();
    }

    private String literal() throws SyntaxException {
        int start = at++;
        while (peek() != ']') {
            char c = peek();
            if (!Character.isLetterOrDigit(c) && c != '.' && c != ':') {
                throw new SyntaxException();
            }
            at++;
        }
        at++;
        return text.substring(start, at);
    }

    private void blanks() throws SyntaxException {
        while (peek() == ' ' || peek() == '\t' || peek() == '(') {
            if (peek() == '(') {
                comment(0);
            } else {
                at++;
            }
        }
    }

    private void comment(int depth) throws SyntaxException {
        if (depth == DEEPEST) {
            throw new SyntaxException();
        }
        at++;
        while (peek() != ')') {
            char c = peek();
            if (c == '(') {
                comment(depth + 1);
                continue;
            }
            if (c == '\\') {
                at++;
                c = peek();
            }
            if (c == 0 || Character.isISOControl(c)) {
                throw new SyntaxException();
            }
            at++;
        }
        at++;
    }

    private boolean take(char c) {
        boolean there = peek() == c;
        at += there ? 1 : 0;
        return there;
    }

    private static boolean atom(char c) {
        return c > ' '
                && !Character.isISOControl(c)
                && SPECIALS.indexOf(c) < 0
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c);
    }

    /** The next character; 0, which nothing takes, at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private static final class SyntaxException extends Exception {
        SyntaxException() {
            super("no address list", null, false, false);
        }
    }
}
