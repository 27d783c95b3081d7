package dev.patchbay.sdk.schema;

import java.util.List;

/** Why a value does not fit, without a text: printers add it. */
public sealed interface Issue {

    /** Where. */
    Path path();

    /** The same issue seen from {@code prefix}. */
    Issue under(Path prefix);

    /**
     * A value of another JSON type, or none at all.
     *
     * @param expected {@code string number boolean object array record}
     * @param received {@code undefined null string number boolean object array NaN}
     */
    record InvalidType(Path path, String expected, String received) implements Issue {
        @Override
        public Issue under(Path prefix) {
            return new InvalidType(prefix.then(path), expected, received);
        }
    }

    /** Keys that a strict object at {@code path} does not declare, in input order. */
    record UnrecognizedKeys(Path path, List<String> keys) implements Issue {
        public UnrecognizedKeys {
            keys = List.copyOf(keys);
        }

        @Override
        public Issue under(Path prefix) {
            return new UnrecognizedKeys(prefix.then(path), keys);
        }
    }

    /** None of the allowed strings; one value: a literal. */
    record InvalidOption(Path path, List<String> allowed, String received) implements Issue {
        public InvalidOption {
            allowed = List.copyOf(allowed);
        }

        @Override
        public Issue under(Path prefix) {
            return new InvalidOption(prefix.then(path), allowed, received);
        }
    }

    /**
     * Below the minimum.
     *
     * @param origin {@code string array number}
     * @param actual length, size or value
     */
    record TooSmall(Path path, String origin, Number minimum, Number actual) implements Issue {
        @Override
        public Issue under(Path prefix) {
            return new TooSmall(prefix.then(path), origin, minimum, actual);
        }
    }

    /** Above the maximum; members as {@link TooSmall}. */
    record TooBig(Path path, String origin, Number maximum, Number actual) implements Issue {
        @Override
        public Issue under(Path prefix) {
            return new TooBig(prefix.then(path), origin, maximum, actual);
        }
    }

    /** A string without the wanted form. */
    record InvalidFormat(Path path, String format, String message) implements Issue {
        @Override
        public Issue under(Path prefix) {
            return new InvalidFormat(prefix.then(path), format, message);
        }
    }

    /**
     * No alternative fits.
     *
     * @param alternatives the issues of each alternative, paths relative to the union
     * @param discriminator the discriminating member, or empty for a plain union
     * @param message what is said of it
     */
    record InvalidUnion(
            Path path, List<List<Issue>> alternatives, String discriminator, String message)
            implements Issue {
        public InvalidUnion {
            alternatives = List.copyOf(alternatives);
        }

        /** With the usual message. */
        public InvalidUnion(Path path, List<List<Issue>> alternatives, String discriminator) {
            this(path, alternatives, discriminator, Messages.INVALID_INPUT);
        }

        @Override
        public Issue under(Path prefix) {
            return new InvalidUnion(prefix.then(path), alternatives, discriminator, message);
        }
    }

    /** A refinement's own text. */
    record Custom(Path path, String message) implements Issue {
        @Override
        public Issue under(Path prefix) {
            return new Custom(prefix.then(path), message);
        }
    }
}
