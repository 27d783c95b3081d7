package dev.patchbay.engine.kql;

/** How the values of a field are compared. */
public enum KqlType {
    /** As a whole, upper and lower case differ. */
    KEYWORD,
    /** By words, in any case. */
    TEXT,
    /** Numbers, also where they are written as strings. */
    NUMBER,
    /** Times; a date without a time is the whole day. */
    DATE,
    /** {@code true} and {@code false}. */
    BOOLEAN
}
