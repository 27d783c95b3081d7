package dev.patchbay.connectors.spec;

import dev.patchbay.connectors.shared.ClassicSubActions;
import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.IdempotencyRule;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.ParamsRendering;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.schema.CrossTexts;
import dev.patchbay.sdk.schema.Issue;
import dev.patchbay.sdk.schema.Parsed;
import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.schema.Schema;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a type of a file. Stateless, thread-safe. */
public final class SpecReader {

    /** Longest file that is read, UTF-16 units. */
    public static final int LONGEST = 256 * 1024;

    private static final Ref DELIVERY = Ref.of("delivery.id");
    private static final int HASH_BYTES = 8;

    private final AllowedHosts hosts;

    /** For a server. */
    public SpecReader(TypeContext context) {
        this.hosts = context.allowedHosts();
    }

    /**
     * Reads one type.
     *
     * @param file its name, for problems
     */
    public SpecReading read(String file, String text) {
        if (text.length() > LONGEST) {
            return refused(file, 1, "longer than " + LONGEST + " characters");
        }
        List<SpecProblem> malformed = new ArrayList<>();
        Optional<SpecYaml.Document> document =
                SpecYaml.read(
                        text, why -> malformed.add(new SpecProblem(file, why.line(), why.text())));
        if (document.isEmpty()) {
            return new SpecReading.Refused(malformed);
        }
        Parsed parsed = SpecShape.FILE.parse(document.get().root());
        if (!parsed.fits()) {
            return new SpecReading.Refused(
                    parsed.issues().stream()
                            .map(issue -> problem(file, document.get(), issue))
                            .sorted(Comparator.comparingInt(SpecProblem::line))
                            .toList());
        }
        try {
            return new SpecReading.Declared(type(parsed.get(), hash(text)));
        } catch (SpecFault fault) {
            return refused(
                    file,
                    document.get().line(fault.path()),
                    place(fault.path()) + fault.getMessage());
        }
    }

    private static SpecReading refused(String file, int line, String text) {
        return new SpecReading.Refused(List.of(new SpecProblem(file, line, text)));
    }

    private static SpecProblem problem(String file, SpecYaml.Document document, Issue issue) {
        return new SpecProblem(
                file, document.line(issue.path()), place(issue.path()) + message(issue));
    }

    /** The text of the cross grammar without its signs: the place comes first here. */
    private static String message(Issue issue) {
        return CrossTexts.print(List.of(issue)).split("\n", 2)[0].replaceFirst("^\\S+ ", "");
    }

    private static String place(Path path) {
        StringBuilder text = new StringBuilder();
        for (Path.Step step : path.steps()) {
            switch (step) {
                case Path.Index(int index) -> text.append('[').append(index).append(']');
                case Path.Key(String name) -> text.append(text.isEmpty() ? "" : ".").append(name);
                case Path.EntryKey(String name) ->
                        text.append(text.isEmpty() ? "" : ".").append(name);
            }
        }
        return text.isEmpty() ? "" : text + ": ";
    }

    private ConnectorType type(JsonNode file, String hash) {
        Schema config = fields(file, "config", SpecFields.Part.CONFIG, Path.ROOT);
        Schema secrets = fields(file, "secrets", SpecFields.Part.SECRETS, Path.ROOT);
        Scope scope =
                new Scope(
                        Map.of("config", names(file, "config"), "secrets", names(file, "secrets")),
                        false);
        SpecAuth auth =
                file.has("auth")
                        ? SpecAuth.parse(file.get("auth"), scope, Path.ROOT.key("auth"))
                        : new SpecAuth.None();
        List<Operation> operations = new ArrayList<>();
        List<SpecUrl> urls = new ArrayList<>();
        if (auth instanceof SpecAuth.OAuth oauth) {
            urls.add(checked(oauth.tokenUrl(), file, Path.ROOT.key("auth").key("tokenUrl")));
        }
        SpecTexts texts = new SpecTexts(file.path("name").asString());
        for (var entry : file.path("operations").properties()) {
            Path where = Path.ROOT.key("operations").key(entry.getKey());
            SpecOperation operation = operation(entry.getValue(), file, scope, auth, texts, where);
            urls.add(operation.request().url());
            operations.add(
                    new Operation(
                            entry.getKey(),
                            idempotency(entry.getValue(), operation, where),
                            fields(entry.getValue(), "params", SpecFields.Part.PARAMS, where),
                            Check.NONE,
                            operation::attempt));
        }
        test(file, operations);
        String[] features =
                file.path("features").valueStream().map(JsonNode::asString).toArray(String[]::new);
        SpecUrlChecks checks = SpecUrlChecks.of(hosts, file, urls);
        return ConnectorType.named(file.path("id").asString(), texts.name())
                .features(features)
                .fromSpec(hash)
                .config(config, checks.ofConfig())
                .secrets(secrets, checks.ofSecrets())
                .rendering(new ParamsRendering.AnnotatedStrings())
                .operations(ClassicSubActions.of(operations));
    }

    private Schema fields(JsonNode parent, String name, SpecFields.Part part, Path where) {
        return new SpecFields(hosts, part).object(parent.path(name), where.key(name));
    }

    private static Set<String> names(JsonNode parent, String name) {
        return Set.copyOf(parent.path(name).propertyNames());
    }

    private static SpecOperation operation(
            JsonNode operation,
            JsonNode file,
            Scope types,
            SpecAuth auth,
            SpecTexts texts,
            Path where) {
        Scope scope =
                new Scope(
                        Map.of(
                                "config", types.declared().getOrDefault("config", Set.of()),
                                "secrets", types.declared().getOrDefault("secrets", Set.of()),
                                "params", names(operation, "params")),
                        false);
        SpecRequest request =
                SpecRequest.parse(operation.path("request"), scope, where.key("request"));
        checked(request.url(), file, where.key("request").key("url"));
        Optional<SpecPaging> paging =
                operation.has("paging")
                        ? Optional.of(
                                SpecPaging.parse(
                                        operation.get("paging"),
                                        scope.answered(),
                                        where.key("paging")))
                        : Optional.empty();
        boolean reads = operation.path("idempotency").asString().equals("safe");
        if (paging.isPresent() && !reads) {
            throw new SpecFault(where.key("paging"), "only what is safe is read in pages");
        }
        if (reads && !request.method().equals("GET")) {
            throw new SpecFault(where.key("idempotency"), "only a GET is safe");
        }
        return new SpecOperation(
                texts,
                auth,
                request,
                SpecAnswer.parse(operation, scope.answered(), where),
                paging,
                reads);
    }

    /** A field that is the base of a URL is one. */
    private static SpecUrl checked(SpecUrl url, JsonNode file, Path where) {
        url.field()
                .ifPresent(ref -> {
                    JsonNode field = file.path(ref.root()).path(ref.names().getFirst());
                    if (!field.path("format").asString("").equals("url")) {
                        throw new SpecFault(where, ref + " needs format: url");
                    }
                });
        return url;
    }

    private static IdempotencyRule idempotency(
            JsonNode operation, SpecOperation compiled, Path where) {
        return switch (operation.path("idempotency").asString()) {
            case "safe" -> IdempotencyRule.always(Idempotency.SAFE);
            case "repeatable" -> IdempotencyRule.always(Idempotency.REPEATABLE);
            case "neverTwice" -> IdempotencyRule.always(Idempotency.NEVER_TWICE);
            case "keyed" -> {
                if (!compiled.request().keyed(DELIVERY)) {
                    throw new SpecFault(
                            where.key("idempotency"), "what is keyed sends {{delivery.id}}");
                }
                yield (_, _, delivery) ->
                        delivery.isPresent() ? Idempotency.KEYED : Idempotency.EFFECTFUL;
            }
            default -> IdempotencyRule.always(Idempotency.EFFECTFUL);
        };
    }

    private static void test(JsonNode file, List<Operation> operations) {
        String name = file.path("test").asString();
        Operation test =
                operations.stream()
                        .filter(operation -> operation.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new SpecFault(
                                        Path.ROOT.key("test"), "no operation is called " + name));
        if (test.params() instanceof Schema.Obj(var members, var _)
                && members.stream().anyMatch(Schema.Member::required)) {
            throw new SpecFault(Path.ROOT.key("test"), "a test operation needs no params");
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
