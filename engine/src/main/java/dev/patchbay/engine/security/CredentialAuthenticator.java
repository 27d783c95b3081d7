package dev.patchbay.engine.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.security.Authentication.Authenticated;
import dev.patchbay.engine.security.Authentication.MalformedBasic;
import dev.patchbay.engine.security.Authentication.Missing;
import dev.patchbay.engine.security.Authentication.RefusedKey;
import dev.patchbay.engine.security.Authentication.RefusedUser;
import dev.patchbay.engine.security.Authentication.Unavailable;
import dev.patchbay.engine.security.Fingerprints.Fingerprint;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Basic and ApiKey (contract/security-and-spaces.md, sections 3.1, 4 and 6). What was verified is
 * remembered for {@link PasswordChecker#REMEMBERED}, under the security version only: then a
 * request costs one HMAC. Thread-safe; blocking.
 */
public final class CredentialAuthenticator implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger("security.authentication");
    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_TRIES = 5;
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private record Verified(Authenticated result, long version, Optional<Instant> expiresAt) {}

    private final VersionWatch watch;
    private final UserDirectory users;
    private final ApiKeyStore keys;
    private final PasswordChecker passwords;
    private final Fingerprints fingerprints;
    private final Set<String> schemes;
    private final LoginAudit audit;
    private final Clock clock;
    private final Cache<Fingerprint, Verified> verified;

    CredentialAuthenticator(
            VersionWatch watch,
            UserDirectory users,
            ApiKeyStore keys,
            PasswordChecker passwords,
            Fingerprints fingerprints,
            Set<String> schemes,
            AuditLog audit,
            Clock clock) {
        this.watch = watch;
        this.users = users;
        this.keys = keys;
        this.passwords = passwords;
        this.fingerprints = fingerprints;
        this.schemes = Set.copyOf(schemes);
        this.audit = new LoginAudit(audit);
        this.clock = clock;
        verified =
                Caffeine.newBuilder()
                        .maximumSize(MOST_REMEMBERED)
                        .expireAfterWrite(
                                PasswordChecker.REMEMBERED.toNanos(), TimeUnit.NANOSECONDS)
                        .ticker(clock::nanoTime)
                        .executor(Runnable::run)
                        .build();
    }

    @Override
    public Authentication authenticate(Optional<String> authorization, String clientAddress) {
        if (authorization.isEmpty()) {
            return new Missing();
        }
        String header = authorization.get();
        try {
            long version = watch.current();
            Fingerprint fingerprint = fingerprints.of(header);
            Verified known = verified.getIfPresent(fingerprint);
            if (known != null
                    && known.version() == version
                    && (known.expiresAt().isEmpty()
                            || clock.now().isBefore(known.expiresAt().get()))) {
                return known.result();
            }
            return verify(header, clientAddress, version, fingerprint);
        } catch (StoreUnavailableException e) {
            LOG.warn("nobody can be authenticated: {}", e.getMessage());
            return new Unavailable();
        }
    }

    private Authentication verify(
            String header, String address, long version, Fingerprint fingerprint) {
        int space = header.indexOf(' ');
        String scheme = space < 0 ? header : header.substring(0, space);
        String value = space < 0 ? "" : header.substring(space + 1).strip();
        if (scheme.equalsIgnoreCase("Basic")) {
            return basic(value, address, version, fingerprint);
        }
        if (scheme.equalsIgnoreCase("ApiKey") && schemes.contains("apikey")) {
            return apiKey(value, version, fingerprint);
        }
        return new Missing();
    }

    private Authentication basic(
            String value, String address, long version, Fingerprint fingerprint) {
        Optional<String> pair = decode(value);
        if (pair.isEmpty()) {
            return new MalformedBasic("invalid basic authentication header encoding");
        }
        int colon = pair.get().indexOf(':');
        if (colon < 0) {
            return new MalformedBasic("invalid basic authentication header value");
        }
        Authentication result =
                check(pair.get().substring(0, colon), pair.get().substring(colon + 1), address);
        if (result instanceof Authenticated known) {
            verified.put(fingerprint, new Verified(known, version, Optional.empty()));
        }
        return result;
    }

    /**
     * Checks a password that did not come in a header: of a grant, of a login form. Throttled like
     * every other.
     */
    public Authentication login(String username, String password, String clientAddress) {
        try {
            return check(username, password, clientAddress);
        } catch (StoreUnavailableException e) {
            LOG.warn("nobody can be authenticated: {}", e.getMessage());
            return new Unavailable();
        }
    }

    /** A check may wait; when security changed meanwhile, what it was told is asked again. */
    private Authentication check(String name, String password, String address) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            long version = watch.current();
            Optional<User> user =
                    Names.isUserOrRoleName(name) ? users.find(name) : Optional.empty();
            switch (passwords.check(name, password, address, user)) {
                case WRONG -> {
                    audit.failed(name);
                    return new RefusedUser(name);
                }
                case BUSY -> {
                    LOG.warn("too many passwords are being checked; one check was given up");
                    return new Unavailable();
                }
                case RIGHT -> {
                    if (watch.current() == version) {
                        audit.succeeded(name);
                        return new Authenticated(
                                new Caller(name, user.orElseThrow().id(), Optional.empty()));
                    }
                }
            }
        }
        LOG.warn("security changes faster than a password can be checked");
        return new Unavailable();
    }

    private Authentication apiKey(String value, long version, Fingerprint fingerprint) {
        Optional<String> pair = decode(value);
        int colon = pair.map(text -> text.indexOf(':')).orElse(-1);
        if (colon <= 0) {
            return refused("invalid ApiKey value");
        }
        String id = pair.orElseThrow().substring(0, colon);
        String shown = KEY_ID.matcher(id).matches() ? id : "not an id";
        Optional<ApiKey> found = KEY_ID.matcher(id).matches() ? keys.findKey(id) : Optional.empty();
        boolean right = KeySecrets.verify(pair.orElseThrow().substring(colon + 1), found);
        if (found.isEmpty()) {
            return refused("unable to find apikey with id " + shown);
        }
        ApiKey key = found.get();
        if (!right) {
            return refused("invalid credentials for API key [" + id + "]");
        }
        if (key.invalidatedAt().isPresent()) {
            return refused("api key [" + id + "] has been invalidated");
        }
        if (key.isExpired(clock.now())) {
            return refused("api key is expired [" + id + "]");
        }
        Optional<User> owner = users.find(key.ownerName(), key.ownerId());
        if (owner.isEmpty() || !owner.get().enabled()) {
            return refused("the owner of api key [" + id + "] is disabled or gone");
        }
        Authenticated result =
                new Authenticated(
                        new Caller(
                                key.ownerName(),
                                key.ownerId(),
                                Optional.of(new Caller.ApiKeyRef(id, key.name()))));
        verified.put(fingerprint, new Verified(result, version, key.expiresAt()));
        return result;
    }

    /** The cause is for the log only (section 3.1, a deviation). */
    private Authentication refused(String cause) {
        LOG.info("API key refused: {}", cause);
        audit.failed("");
        return new RefusedKey();
    }

    private static Optional<String> decode(String base64) {
        try {
            return Optional.of(
                    new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
