package dev.patchbay.connectors.messaging.email;

import dev.patchbay.sdk.mail.MailLogin;
import dev.patchbay.sdk.mail.MailServer;
import dev.patchbay.sdk.mail.MailServer.Security;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Servers of well-known services by key, alias and domain, after nodemailer's table
 * (contract/connectors-messaging-webhook.md, section 2.5). Immutable.
 */
public final class MailServices {

    private static final Map<String, Service> BY_NAME = read();

    /** A service: its server, and the way to sign in where only one works. */
    record Service(MailServer server, Optional<MailLogin.Kind> login) {}

    private MailServices() {}

    /** The server of a service by its name, such as {@code gmail}; empty when nobody knows it. */
    public static Optional<MailServer> server(String name) {
        return find(name).map(Service::server);
    }

    static Optional<Service> find(String name) {
        return Optional.ofNullable(BY_NAME.get(normalized(name)));
    }

    /** What follows the last {@code @}; letters, digits, dots and hyphens of it, in lower case. */
    private static String normalized(String name) {
        return name.substring(name.lastIndexOf('@') + 1)
                .replaceAll("[^a-zA-Z0-9.\\-]", "")
                .toLowerCase(Locale.ROOT);
    }

    private static Map<String, Service> read() {
        Map<String, Service> services = new HashMap<>();
        try (InputStream in = MailServices.class.getResourceAsStream("services.txt")) {
            if (in == null) {
                throw new IllegalStateException("services.txt is missing");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> add(line, services));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(services);
    }

    private static void add(String line, Map<String, Service> services) {
        String[] sides = line.split(" : ", 2);
        String[] facts = sides[0].split(" ", -1);
        Service service =
                new Service(
                        new MailServer(
                                facts[0],
                                Integer.parseInt(facts[1]),
                                Security.valueOf(facts[2].toUpperCase(Locale.ROOT))),
                        facts.length > 3 ? Optional.of(MailLogin.Kind.LOGIN) : Optional.empty());
        for (String name : sides[1].split(", ", -1)) {
            services.putIfAbsent(normalized(name), service);
        }
    }
}
