package dev.patchbay.server;

import picocli.CommandLine.IVersionProvider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build wrote into the jar. */
public final class Version implements IVersionProvider {

    private static final String CURRENT = read();

    /** For example {@code 0.1.0-SNAPSHOT}. */
    public static String current() {
        return CURRENT;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"patchbay " + CURRENT};
    }

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is not in the jar");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
