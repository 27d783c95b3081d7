package dev.patchbay.server.settings;

import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.secret.Secret;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code xpack.actions.*} (contract/settings.md, section 2).
 *
 * @param allowedHosts lower case, as written otherwise; {@code *} = all
 * @param enabledActionTypes type ids; {@code *} = all; ask {@link #typeEnabled}
 * @param preconfigured in yml order, reserved ids left out, the alert-history connector first when
 *     it is on
 * @param proxy empty without {@code proxyUrl}
 * @param customHosts raw entries in order, their CA files read
 * @param maxResponseContentLength bytes of a response body
 * @param responseTimeout of each outbound HTTP request
 * @param queuedMax queued deliveries before the API answers 429
 * @param webhookPfxEnabled whether {@code .webhook} takes PFX client certificates
 * @param emailRateLimit sliding window over all {@code .email} connectors
 * @param tree the validated section with defaults; durations in milliseconds, sizes in bytes. For
 *     {@link #setting}
 */
public record ActionsSettings(
        List<String> allowedHosts,
        List<String> enabledActionTypes,
        Map<String, PreconfiguredConnector> preconfigured,
        boolean alertHistoryIndex,
        Optional<Proxy> proxy,
        VerificationMode verificationMode,
        VerificationMode proxyVerificationMode,
        List<CustomHostEntry> customHosts,
        long maxResponseContentLength,
        Duration responseTimeout,
        MicrosoftExchange exchange,
        Email email,
        Run run,
        long queuedMax,
        boolean webhookPfxEnabled,
        Optional<RateLimit> emailRateLimit,
        ObjectNode tree) {

    /** Id of the connector that {@code preconfiguredAlertHistoryEsIndex} adds; reserved. */
    public static final String ALERT_HISTORY_ID = "preconfigured-alert-history-es-index";

    /** Whether a type may be used; exact and case-sensitive. */
    public boolean typeEnabled(String typeId) {
        return enabledActionTypes.contains("*") || enabledActionTypes.contains(typeId);
    }

    /**
     * A setting below {@code xpack.actions} by its dotted name, such as {@code
     * webhook.ssl.pfx.enabled}; empty when it is unset and has no default.
     */
    public Optional<JsonNode> setting(String dottedName) {
        JsonNode node = tree;
        for (String step : dottedName.split("\\.", -1)) {
            node = node.get(step);
            if (node == null) {
                return Optional.empty();
            }
        }
        return Optional.of(node.deepCopy());
    }

    /** Without values. */
    @Override
    public String toString() {
        return "ActionsSettings[preconfigured=" + preconfigured.keySet() + "]";
    }

    /**
     * The one proxy (section 2.3); validity of the URL is judged where it is used.
     *
     * @param headers for CONNECT; values are often credentials
     * @param bypassHosts lower case; empty Optional = the key is unset
     * @param onlyHosts lower case; empty Optional = the key is unset, or ignored because {@code
     *     bypassHosts} is set
     */
    public record Proxy(
            String url,
            Map<String, Secret> headers,
            Optional<List<String>> bypassHosts,
            Optional<List<String>> onlyHosts) {

        /** Without the URL, which may hold a password. */
        @Override
        public String toString() {
            return "Proxy[bypassHosts=" + bypassHosts + ", onlyHosts=" + onlyHosts + "]";
        }
    }

    /**
     * An entry of {@code customHostSettings} (section 2.5), validated by shape only.
     *
     * @param verificationMode empty without an {@code ssl} block, else {@code full} unless set
     * @param authorities PEM text: the data, then each readable file after a newline
     * @param smtp empty without an {@code smtp} block
     */
    public record CustomHostEntry(
            String url,
            Optional<VerificationMode> verificationMode,
            Optional<String> authorities,
            Optional<Smtp> smtp) {

        /** STARTTLS wishes; absent flags stay absent. */
        public record Smtp(Optional<Boolean> ignoreTls, Optional<Boolean> requireTls) {}
    }

    /** Where e-mail through Exchange goes. */
    public record MicrosoftExchange(String graphApiUrl, String graphApiScope, String loginUrl) {}

    /**
     * {@code email.*} and {@code enableFooterInEmail} (section 2.6).
     *
     * @param domainAllowlist empty Optional = all; empty list = nothing
     * @param recipientAllowlist patterns with {@code *}; empty Optional = all
     * @param enabledServices empty Optional = all
     * @param ses replaces the built-in SES endpoint
     * @param maximumBodyLength already clamped
     */
    public record Email(
            Optional<List<String>> domainAllowlist,
            Optional<List<String>> recipientAllowlist,
            Optional<List<String>> enabledServices,
            Optional<Endpoint> ses,
            long maximumBodyLength,
            boolean footer) {

        /** Greatest body length. */
        public static final long MAXIMUM_BODY_LENGTH = 25_000_000;
    }

    /** A host and its port. */
    public record Endpoint(String host, int port) {}

    /**
     * {@code run.*}; ask {@link #maxAttempts(String)}.
     *
     * @param maxAttempts 1–10
     * @param overrides in order; the first with the type's id wins
     */
    public record Run(Optional<Integer> maxAttempts, List<Override> overrides) {

        /** An entry of {@code run.connectorTypeOverrides}. */
        public record Override(String id, Optional<Integer> maxAttempts) {}

        /** Attempts of a delivery of this type; empty = the schedule over 24 h. */
        public Optional<Integer> maxAttempts(String typeId) {
            return overrides.stream()
                    .filter(override -> override.id().equals(typeId))
                    .findFirst()
                    .flatMap(Override::maxAttempts)
                    .or(() -> maxAttempts);
        }
    }

    /** At most {@code limit} in any window of this length. */
    public record RateLimit(int limit, Duration window) {}
}
