package dev.patchbay.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.server.settings.ActionsSettings.CustomHostEntry;
import dev.patchbay.server.settings.ActionsSettings.Email;
import dev.patchbay.server.settings.ActionsSettings.Endpoint;
import dev.patchbay.server.settings.ActionsSettings.MicrosoftExchange;
import dev.patchbay.server.settings.ActionsSettings.Proxy;
import dev.patchbay.server.settings.ActionsSettings.RateLimit;
import dev.patchbay.server.settings.ActionsSettings.Run;
import dev.patchbay.server.settings.AppenderSettings.Layout;
import dev.patchbay.server.settings.AppenderSettings.Policy;
import dev.patchbay.server.settings.ElasticsearchSettings.Credential;
import dev.patchbay.server.settings.PatchbaySettings.Database;
import dev.patchbay.server.settings.PatchbaySettings.Delivery;
import dev.patchbay.server.settings.PatchbaySettings.DeliveryNotice;
import dev.patchbay.server.settings.PatchbaySettings.Ended;
import dev.patchbay.server.settings.PatchbaySettings.Events;
import dev.patchbay.server.settings.PatchbaySettings.Fallback;
import dev.patchbay.server.settings.PatchbaySettings.Limit;
import dev.patchbay.server.settings.PatchbaySettings.LlmBudget;
import dev.patchbay.server.settings.PatchbaySettings.Network;
import dev.patchbay.server.settings.PatchbaySettings.Signing;
import dev.patchbay.server.settings.SecuritySettings.ExecuteRule;
import dev.patchbay.server.settings.SecuritySettings.ExecuteRule.Target;
import dev.patchbay.server.settings.SecuritySettings.User;
import dev.patchbay.server.settings.ServerSettings.Cors;
import dev.patchbay.server.settings.ServerSettings.ResponseHeaders;
import dev.patchbay.server.settings.TlsSettings.PemIdentity;
import dev.patchbay.server.settings.TlsSettings.Store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pins where every key goes: each is set to something that is not its default. */
final class SettingsMappingTest {

    @TempDir private Path directory;

    private Settings load(String yaml) {
        return new Given(directory).file(yaml).settings();
    }

    @Test
    void server() {
        ServerSettings server =
                load("""
                server:
                  host: 0.0.0.0
                  port: 443
                  basePath: /kibana
                  rewriteBasePath: true
                  publicBaseUrl: https://connectors.example.com/kibana
                  name: node-1
                  uuid: 01234567-89ab-cdef-0123-456789abcdef
                  maxPayload: 2mb
                  keepaliveTimeout: 1
                  socketTimeout: 2
                  payloadTimeout: 3
                  shutdownTimeout: 4s
                  protocol: http1
                  cors: {enabled: true, allowCredentials: true, allowOrigin: ["https://o"]}
                  compression.enabled: false
                  customResponseHeaders: {X-A: a, X-B: 2}
                  securityResponseHeaders:
                    strictTransportSecurity: max-age=1
                    xContentTypeOptions: null
                    referrerPolicy: no-referrer
                    permissionsPolicy: null
                    permissionsPolicyReportOnly: camera=()
                    crossOriginOpenerPolicy: unsafe-none
                    disableEmbedding: true
                  xsrf: {disableProtection: true, allowlist: [/api/x]}
                  restrictInternalApis: false
                  requestId: {allowFromAnyIp: true, ipAllowlist: [10.0.0.1]}
                  ssl:
                    enabled: true
                    certificate: tls.crt
                    key: /k/tls.key
                    keyPassphrase: pass
                    certificateAuthorities: ca.pem
                    truststore: {path: /t.p12, password: ""}
                    supportedProtocols: [TLSv1.3]
                    cipherSuites: [TLS_AES_128_GCM_SHA256]
                    clientAuthentication: required
                    redirectHttpFromPort: 80
                """)
                        .server();
        assertThat(server)
                .isEqualTo(
                        new ServerSettings(
                                "0.0.0.0",
                                443,
                                "/kibana",
                                true,
                                Optional.of("https://connectors.example.com/kibana"),
                                Optional.of("node-1"),
                                Optional.of("01234567-89ab-cdef-0123-456789abcdef"),
                                2_097_152,
                                Duration.ofMillis(1),
                                Duration.ofMillis(2),
                                Duration.ofMillis(3),
                                Duration.ofSeconds(4),
                                Optional.of(ServerSettings.Protocol.HTTP1),
                                new Cors(true, true, List.of("https://o")),
                                false,
                                Map.of("X-A", "a", "X-B", "2"),
                                new ResponseHeaders(
                                        Optional.of("max-age=1"),
                                        Optional.empty(),
                                        Optional.of("no-referrer"),
                                        Optional.empty(),
                                        Optional.of("camera=()"),
                                        Optional.of("unsafe-none"),
                                        true),
                                true,
                                List.of("/api/x"),
                                false,
                                true,
                                List.of("10.0.0.1"),
                                new TlsSettings(
                                        true,
                                        Optional.of(
                                                new PemIdentity(
                                                        directory.resolve("tls.crt"),
                                                        Path.of("/k/tls.key"),
                                                        Optional.of(new Secret("pass")))),
                                        Optional.empty(),
                                        Optional.of(
                                                new Store(
                                                        Path.of("/t.p12"),
                                                        Optional.of(new Secret("")))),
                                        List.of(directory.resolve("ca.pem")),
                                        List.of("TLSv1.3"),
                                        List.of("TLS_AES_128_GCM_SHA256"),
                                        TlsSettings.ClientAuthentication.REQUIRED),
                                Optional.of(80)));
    }

    @Test
    void keystoreWithoutPasswordIsNotOneWithAnEmptyPassword() {
        assertThat(
                        load("server.ssl: {enabled: true, keystore.path: /k.p12}")
                                .server()
                                .tls()
                                .keystore())
                .contains(new Store(Path.of("/k.p12"), Optional.empty()));
    }

    @Test
    void certificateAloneHoldsItsKey() {
        assertThat(load("server.ssl: {enabled: true, certificate: /both.pem}").server().tls().pem())
                .contains(
                        new PemIdentity(
                                Path.of("/both.pem"), Path.of("/both.pem"), Optional.empty()));
    }

    @Test
    void actions() {
        Given.write(directory.resolve("ca.pem"), "FILE");
        ActionsSettings actions =
                load("""
                xpack.actions:
                  allowedHosts: [Hooks.Example.com, "::1"]
                  enabledActionTypes: [.slack]
                  proxyUrl: http://u:p@proxy:3128
                  proxyHeaders: {Proxy-Authorization: Basic x}
                  proxyOnlyHosts: [A.example]
                  ssl: {verificationMode: none, proxyVerificationMode: certificate}
                  customHostSettings:
                    - url: https://a.example
                      ssl.certificateAuthoritiesData: DATA
                      ssl.certificateAuthoritiesFiles: [ca.pem, /nowhere, ca.pem]
                    - url: smtp://b.example
                      ssl.verificationMode: certificate
                      smtp: {requireTLS: "true"}
                    - url: https://c.example
                  maxResponseContentLength: 5
                  responseTimeout: 5m
                  microsoftGraphApiUrl: https://g
                  microsoftGraphApiScope: s
                  microsoftExchangeUrl: https://l
                  email:
                    domain_allowlist: [a.example]
                    services: {enabled: [amazon-ses], ses: {host: ses, port: "465"}}
                    maximum_body_length: 10
                  enableFooterInEmail: false
                  run:
                    maxAttempts: 3
                    connectorTypeOverrides: [{id: .server-log, maxAttempts: 1}, {id: .x}]
                  queued.max: 5
                  webhook.ssl.pfx.enabled: false
                  rateLimiter.email: {limit: 10, lookbackWindow: 1m}
                """)
                        .actions();
        assertThat(actions)
                .isEqualTo(
                        new ActionsSettings(
                                List.of("hooks.example.com", "::1"),
                                List.of(".slack"),
                                Map.of(),
                                false,
                                Optional.of(
                                        new Proxy(
                                                "http://u:p@proxy:3128",
                                                Map.of(
                                                        "Proxy-Authorization",
                                                        new Secret("Basic x")),
                                                Optional.empty(),
                                                Optional.of(List.of("a.example")))),
                                VerificationMode.NONE,
                                VerificationMode.CERTIFICATE,
                                List.of(
                                        new CustomHostEntry(
                                                "https://a.example",
                                                Optional.of(VerificationMode.FULL),
                                                Optional.of("DATA\nFILE\nFILE"),
                                                Optional.empty()),
                                        new CustomHostEntry(
                                                "smtp://b.example",
                                                Optional.of(VerificationMode.CERTIFICATE),
                                                Optional.empty(),
                                                Optional.of(
                                                        new CustomHostEntry.Smtp(
                                                                Optional.empty(),
                                                                Optional.of(true)))),
                                        new CustomHostEntry(
                                                "https://c.example",
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty())),
                                5,
                                Duration.ofMinutes(5),
                                new MicrosoftExchange("https://g", "s", "https://l"),
                                new Email(
                                        Optional.of(List.of("a.example")),
                                        Optional.empty(),
                                        Optional.of(List.of("amazon-ses")),
                                        Optional.of(new Endpoint("ses", 465)),
                                        10,
                                        false),
                                new Run(
                                        Optional.of(3),
                                        List.of(
                                                new Run.Override(".server-log", Optional.of(1)),
                                                new Run.Override(".x", Optional.empty()))),
                                5,
                                false,
                                Optional.of(new RateLimit(10, Duration.ofMinutes(1))),
                                actions.tree()));
        assertThat(actions.run().maxAttempts(".server-log")).contains(1);
        assertThat(actions.run().maxAttempts(".x")).contains(3);
        assertThat(actions.run().maxAttempts(".slack")).contains(3);
        assertThat(actions.setting("webhook.ssl.pfx.enabled")).contains(Json.read("false"));
        assertThat(actions.setting("responseTimeout").orElseThrow().longValue()).isEqualTo(300_000);
        assertThat(actions.setting("maxResponseContentLength").orElseThrow().longValue())
                .isEqualTo(5);
        assertThat(actions.setting("nothing.here")).isEmpty();
        assertThat(actions.typeEnabled(".slack")).isTrue();
        assertThat(actions.typeEnabled(".Slack")).isFalse();
    }

    @Test
    void enabledActionTypesOfAllAndOfNone() {
        assertThat(load("xpack.actions.enabledActionTypes: []").actions().typeEnabled(".slack"))
                .isFalse();
        assertThat(
                        load("xpack.actions.enabledActionTypes: [.x, '*']")
                                .actions()
                                .typeEnabled(".slack"))
                .isTrue();
    }

    @Test
    void preconfiguredConnectorsKeepTheirOrder() {
        var connectors =
                load("""
                xpack.actions.preconfiguredAlertHistoryEsIndex: true
                xpack.actions.preconfigured:
                  zeta: {name: Same, actionTypeId: .slack, secrets: {a.b: c}}
                  "[my.id]": {name: Same, actionTypeId: .x, exposeConfig: true, config: '{"n": 587}'}
                  preconfigured-alert-history-es-index: {name: Mine, actionTypeId: .slack}
                  alpha: {name: Same, actionTypeId: .slack}
                """)
                        .actions()
                        .preconfigured();
        assertThat(connectors.keySet())
                .containsExactly("preconfigured-alert-history-es-index", "zeta", "my.id", "alpha");
        assertThat(connectors.get("preconfigured-alert-history-es-index"))
                .isEqualTo(
                        new PreconfiguredConnector(
                                "preconfigured-alert-history-es-index",
                                "Alert history Elasticsearch index",
                                ".index",
                                Json.object().put("index", "kibana-alert-history-default"),
                                Json.object(),
                                false));
        assertThat(connectors.get("my.id").exposeConfig()).isTrue();
        assertThat(connectors.get("my.id").config().toString()).isEqualTo("{\"n\":587}");
        assertThat(connectors.get("zeta").secrets().toString()).isEqualTo("{\"a\":{\"b\":\"c\"}}");
    }

    @Test
    void encryption() {
        EncryptionSettings encryption =
                load("""
                xpack.encryptedSavedObjects.encryptionKey: abcdefghijklmnopqrstuvwxyz0123456789
                xpack.encryptedSavedObjects.keyRotation.decryptionOnlyKeys:
                  - 9876543210zyxwvutsrqponmlkjihgfedcba
                  - 0000000000zyxwvutsrqponmlkjihgfedcba
                """)
                        .encryption();
        assertThat(encryption)
                .isEqualTo(
                        new EncryptionSettings(
                                Optional.of(new Secret("abcdefghijklmnopqrstuvwxyz0123456789")),
                                List.of(
                                        new Secret("9876543210zyxwvutsrqponmlkjihgfedcba"),
                                        new Secret("0000000000zyxwvutsrqponmlkjihgfedcba"))));
    }

    @Test
    void alertingAndTasks() {
        Settings settings =
                load(
                        """
                        xpack.alerting:
                          rules:
                            run:
                              actions: {max: 1, connectorTypeOverrides: [{id: .slack, max: 2}]}
                              alerts.max: 3
                              timeout: 4m
                              ruleTypeOverrides: [{id: .es-query, timeout: 5h}, {id: .x}]
                            maxScheduledPerMinute: 6
                            minimumScheduleInterval: {value: 7s, enforce: true}
                          cancelAlertsOnRuleTimeout: false
                          invalidateApiKeysTask: {interval: 8m, removalDelay: 9h}
                          healthCheck.interval: 10d
                        xpack.task_manager:
                          capacity: 50
                          max_workers: 5
                          poll_interval: 3000
                          request_capacity: 2
                          unsafe.exclude_task_types: ["actions:*"]
                        """);
        assertThat(settings.alerting())
                .isEqualTo(
                        new AlertingSettings(
                                1,
                                List.of(new AlertingSettings.ActionLimit(".slack", Optional.of(2))),
                                3,
                                Optional.of(Duration.ofMinutes(4)),
                                List.of(
                                        new AlertingSettings.RunTimeout(
                                                ".es-query", Optional.of(Duration.ofHours(5))),
                                        new AlertingSettings.RunTimeout(".x", Optional.empty())),
                                6,
                                Duration.ofSeconds(7),
                                true,
                                false,
                                Duration.ofMinutes(8),
                                Duration.ofHours(9),
                                Duration.ofDays(10)));
        assertThat(settings.taskManager())
                .isEqualTo(
                        new TaskManagerSettings(
                                50,
                                Optional.of(Duration.ofMillis(3_000)),
                                2,
                                List.of("actions:*")));
    }

    @Test
    void maxWorkersIsAnOlderCapacity() {
        assertThat(load("xpack.task_manager.max_workers: 20").taskManager().capacity())
                .isEqualTo(20);
        assertThat(load("xpack.task_manager.max_workers: 1").taskManager().capacity()).isEqualTo(5);
        assertThat(load("xpack.task_manager.max_workers: 100").taskManager().capacity())
                .isEqualTo(50);
    }

    @Test
    void securityAndUsers() {
        SecuritySettings security =
                load("""
                xpack.security:
                  authc.http: {enabled: false, schemes: [ApiKey]}
                  audit:
                    enabled: true
                    appender: {type: file, fileName: audit.log, layout.type: json}
                    ignore_filters: [{actions: [a], spaces: [s]}, {}]
                patchbay.security:
                  users:
                    ann: {password: hunter2hunter2, roles: [admin], fullName: Ann}
                    "[jane.doe]": {passwordHash: $2a$10$x}
                  roles:
                    admin: {kibana: [{base: [all], spaces: ["*"]}]}
                  execute: [{type: .gen-ai, roles: [ai, ops]}, {connector: c1, roles: [a]}]
                  initialPassword: first-one
                  elasticsearchClients: false
                """)
                        .security();
        assertThat(security)
                .isEqualTo(
                        new SecuritySettings(
                                false,
                                List.of("apikey"),
                                new AuditSettings(
                                        true,
                                        Optional.of(
                                                new AppenderSettings.File(
                                                        new Layout.Json(),
                                                        directory.resolve("audit.log"))),
                                        List.of(
                                                filter(List.of("a"), List.of("s")),
                                                new AuditSettings.Filter(
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.empty()))),
                                Map.of(
                                        "ann",
                                        new User(
                                                new SecuritySettings.Credential.Password(
                                                        new Secret("hunter2hunter2")),
                                                List.of("admin"),
                                                Optional.of("Ann")),
                                        "jane.doe",
                                        new User(
                                                new SecuritySettings.Credential.PasswordHash(
                                                        new Secret("$2a$10$x")),
                                                List.of(),
                                                Optional.empty())),
                                Map.of(
                                        "admin",
                                        Json.object()
                                                .set(
                                                        "kibana",
                                                        Json.read(
                                                                "[{\"base\":[\"all\"],"
                                                                        + "\"spaces\":[\"*\"]}]"))),
                                List.of(
                                        new ExecuteRule(
                                                new Target.Type(".gen-ai"), Set.of("ai", "ops")),
                                        new ExecuteRule(new Target.Connector("c1"), Set.of("a"))),
                                Optional.of(new Secret("first-one")),
                                false));
    }

    private static AuditSettings.Filter filter(List<String> actions, List<String> spaces) {
        return new AuditSettings.Filter(
                Optional.of(actions),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(spaces),
                Optional.empty());
    }

    @Test
    void initialPasswordOfTheEnvironmentCountsWithoutTheSetting() {
        assertThat(
                        new Given(directory)
                                .environment("ELASTIC_PASSWORD", "from-env")
                                .settings()
                                .security()
                                .initialPassword())
                .contains(new Secret("from-env"));
        assertThat(
                        new Given(directory)
                                .file("patchbay.security.initialPassword: from-file")
                                .environment("ELASTIC_PASSWORD", "from-env")
                                .settings()
                                .security()
                                .initialPassword())
                .contains(new Secret("from-file"));
    }

    @Test
    void logging() {
        LoggingSettings logging =
                load("""
                logging:
                  root: {level: warn, appenders: [size, time]}
                  appenders:
                    size:
                      type: rolling-file
                      fileName: a.log
                      layout: {type: pattern, pattern: "%message", highlight: true}
                      policy: {type: size-limit, size: 5kb}
                      strategy: {type: numeric, max: 3, pattern: ".%i"}
                    time:
                      type: rolling-file
                      fileName: /var/b.log
                      layout.type: json
                      policy: {interval: 1h, modulate: false}
                    default: {type: console, layout.type: json}
                  loggers: [{name: plugins.actions, level: debug, appenders: [console]}, {name: x}]
                """)
                        .logging();
        assertThat(logging.rootLevel()).isEqualTo(LoggingSettings.Level.WARN);
        assertThat(logging.rootAppenders()).containsExactly("size", "time");
        assertThat(logging.appenders())
                .containsEntry(
                        "size",
                        new AppenderSettings.RollingFile(
                                new Layout.Pattern("%message", true),
                                directory.resolve("a.log"),
                                new Policy.SizeLimit(5_120),
                                3,
                                ".%i"))
                .containsEntry(
                        "time",
                        new AppenderSettings.RollingFile(
                                new Layout.Json(),
                                Path.of("/var/b.log"),
                                new Policy.TimeInterval(Duration.ofHours(1), false),
                                7,
                                "-%i"))
                .containsEntry("default", new AppenderSettings.Console(new Layout.Json()))
                .containsKey("console");
        assertThat(logging.loggers())
                .containsExactly(
                        new LoggingSettings.NamedLogger(
                                "plugins.actions",
                                Optional.of(LoggingSettings.Level.DEBUG),
                                List.of("console")),
                        new LoggingSettings.NamedLogger("x", Optional.empty(), List.of()));
    }

    @Test
    void elasticsearch() {
        ElasticsearchSettings elasticsearch =
                load("""
                elasticsearch:
                  hosts: [https://a:9200, https://b:9200]
                  username: kibana
                  password: secret
                  customHeaders: {x-a: b}
                  requestTimeout: 5000
                  ssl:
                    verificationMode: certificate
                    certificateAuthorities: [ca.pem]
                    certificate: c.pem
                    key: k.pem
                    keystore.path: k.p12
                    truststore.path: t.p12
                patchbay.elasticsearch.allowedIndices: [logs-*, .alerts-*]
                """)
                        .elasticsearch();
        assertThat(elasticsearch)
                .isEqualTo(
                        new ElasticsearchSettings(
                                List.of("https://a:9200", "https://b:9200"),
                                Optional.of(new Credential.Basic("kibana", new Secret("secret"))),
                                Map.of("x-a", new Secret("b")),
                                Duration.ofSeconds(5),
                                VerificationMode.CERTIFICATE,
                                List.of(directory.resolve("ca.pem")),
                                Optional.of(
                                        new PemIdentity(
                                                directory.resolve("c.pem"),
                                                directory.resolve("k.pem"),
                                                Optional.empty())),
                                Optional.of(
                                        new Store(directory.resolve("k.p12"), Optional.empty())),
                                Optional.of(
                                        new Store(directory.resolve("t.p12"), Optional.empty())),
                                Optional.of(List.of("logs-*", ".alerts-*"))));
        assertThat(load("elasticsearch.apiKey: abc").elasticsearch().credential())
                .contains(new Credential.ApiKey(new Secret("abc")));
        assertThat(load("elasticsearch.serviceAccountToken: abc").elasticsearch().credential())
                .contains(new Credential.ServiceToken(new Secret("abc")));
        assertThat(load("elasticsearch.hosts: http://one:9200").elasticsearch().hosts())
                .containsExactly("http://one:9200");
    }

    @Test
    void ourOwnAndTheSmallOnes() {
        Settings settings =
                load(
                        """
                        xpack.encryptedSavedObjects.encryptionKey: abcdefghijklmnopqrstuvwxyz0123456789
                        path.data: /old
                        pid.file: run/pid
                        i18n.locale: de-DE
                        status.allowAnonymous: true
                        savedObjects: {maxImportExportSize: 1, maxImportPayloadBytes: 2}
                        xpack.spaces: {maxSpaces: 3, allowFeatureVisibility: false, allowSolutionVisibility: false, defaultSolution: oblt}
                        patchbay:
                          data.path: /new
                          database: {url: "jdbc:postgresql://db/p", username: u, password: p, allowUnsafe: true, poolSize: 4}
                          spaces.lenient: true
                          network: {denyPrivateAddresses: true, allowedAddresses: [10.0.0.0/8], trustedProxies: ["::1"]}
                          delivery.limits: [{id: .slack, rate: 0.5, burst: 5, concurrency: 2}, {id: x}]
                          delivery.fallback: [{id: a, to: b}, {id: c, to: d, after: 10m, params: {message: "{{delivery.error}}"}}]
                          delivery.notices: [{id: .slack, to: m, params: {message: "{{event}}"}}]
                          delivery.signing: [{id: h, secrets: [whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw]}]
                          delivery.ended: {retention: 1d, max: 5, deadLetterRetention: 2d, maxDeadLetters: 6}
                          llm.budgets: [{id: .gen-ai, tokensPerDay: 1, tokensPerMonth: 2}]
                          events: {retention: 7d, maxSize: 1gb, dataStream: events-patchbay}
                          connectorSpecs.path: specs
                        """);
        assertThat(settings.patchbay())
                .isEqualTo(
                        new PatchbaySettings(
                                Path.of("/new"),
                                new Database(
                                        Optional.of(new Secret("jdbc:postgresql://db/p")),
                                        Optional.of("u"),
                                        Optional.of(new Secret("p")),
                                        true,
                                        4),
                                new Network(true, List.of("10.0.0.0/8"), List.of("::1")),
                                new Delivery(
                                        List.of(
                                                new Limit(
                                                        ".slack",
                                                        Optional.of(0.5),
                                                        Optional.of(5),
                                                        Optional.of(2)),
                                                new Limit(
                                                        "x",
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.empty())),
                                        List.of(
                                                new Fallback(
                                                        "a",
                                                        "b",
                                                        Optional.empty(),
                                                        Optional.empty()),
                                                new Fallback(
                                                        "c",
                                                        "d",
                                                        Optional.of(
                                                                Json.object()
                                                                        .put(
                                                                                "message",
                                                                                "{{delivery.error}}")),
                                                        Optional.of(Duration.ofMinutes(10)))),
                                        List.of(
                                                new DeliveryNotice(
                                                        ".slack",
                                                        "m",
                                                        Json.object().put("message", "{{event}}"))),
                                        List.of(
                                                new Signing(
                                                        "h",
                                                        List.of(
                                                                new Secret(
                                                                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")))),
                                        new Ended(Duration.ofDays(1), 5, Duration.ofDays(2), 6)),
                                List.of(new LlmBudget(".gen-ai", Optional.of(1L), Optional.of(2L))),
                                new Events(
                                        Duration.ofDays(7),
                                        1_073_741_824,
                                        Optional.of("events-patchbay")),
                                Optional.of(directory.resolve("specs"))));
        assertThat(settings.patchbay().database().isPostgreSql()).isTrue();
        assertThat(settings.spaces())
                .isEqualTo(new SpacesSettings(3, false, false, Optional.of("oblt"), true));
        assertThat(settings.savedObjects()).isEqualTo(new SavedObjectsSettings(1, 2));
        assertThat(settings.anonymousStatus()).isTrue();
        assertThat(settings.locale()).isEqualTo("de-DE");
        assertThat(settings.pidFile()).contains(directory.resolve("run/pid"));
        assertThat(load("path.data: /old").patchbay().dataPath()).isEqualTo(Path.of("/old"));
    }

    @Test
    void olderKeysTakeEffect() {
        ActionsSettings actions =
                load("""
                xpack.actions:
                  whitelistedHosts: [a.example]
                  rejectUnauthorized: false
                  proxyRejectUnauthorizedCertificates: "false"
                  ssl.proxyVerificationMode: certificate
                  customHostSettings: [{url: "https://a", ssl.rejectUnauthorized: false}]
                """)
                        .actions();
        assertThat(actions.allowedHosts()).containsExactly("a.example");
        assertThat(actions.verificationMode()).isEqualTo(VerificationMode.NONE);
        assertThat(actions.proxyVerificationMode()).isEqualTo(VerificationMode.CERTIFICATE);
        assertThat(actions.customHosts().getFirst().verificationMode())
                .contains(VerificationMode.NONE);
    }
}
