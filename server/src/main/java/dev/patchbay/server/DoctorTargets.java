package dev.patchbay.server;

import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.net.Network;
import dev.patchbay.net.Reach;
import dev.patchbay.net.Reach.Encryption;
import dev.patchbay.sdk.mail.MailServer;
import dev.patchbay.sdk.oauth.TokenStore;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.Finding.Status;
import dev.patchbay.server.TargetOrigins.Target;
import dev.patchbay.server.settings.PreconfiguredConnector;
import dev.patchbay.server.settings.Settings;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Whether the targets of the connectors of kibana.yml and the hosts of Elasticsearch can be
 * reached, by the way that an execution goes: allow-list, guard, proxy, TLS. No request, no
 * password and no message is sent.
 */
final class DoctorTargets {

    private final Settings settings;
    private final Clock clock;
    private final Duration timeout;

    DoctorTargets(Settings settings, Clock clock, Duration timeout) {
        this.settings = settings;
        this.clock = clock;
        this.timeout = timeout;
    }

    List<Finding> findings() throws InterruptedException {
        List<Callable<Finding>> checks = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        try (OpenParts parts = new OpenParts();
                Network network = network();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ConnectorTypes types = TypeParts.types(settings, network.allowedHosts(), parts, clock);
            TypeParts.read(settings.actions(), types)
                    .warnings(types)
                    .forEach(text -> findings.add(Finding.warning("settings", text)));
            for (PreconfiguredConnector each : settings.actions().preconfigured().values()) {
                List<Target> targets = TargetOrigins.of(each, ses());
                if (targets.isEmpty()) {
                    findings.add(without(each));
                }
                targets.forEach(
                        target -> checks.add(() -> finding(each.id(), reach(network, target))));
            }
            for (Future<Finding> each : threads.invokeAll(checks)) {
                findings.add(result(each));
            }
            network.reachCluster(timeout)
                    .forEach(reach -> findings.add(finding("elasticsearch", reach)));
            return findings;
        } catch (StartRefusedException e) {
            return List.of(Finding.failed("settings", String.valueOf(e.getMessage())));
        }
    }

    private Finding without(PreconfiguredConnector connector) {
        boolean homeless =
                connector.actionTypeId().equals(".index")
                        && settings.elasticsearch().hosts().isEmpty();
        return homeless
                ? new Finding(
                        "target",
                        connector.id(),
                        Status.FAILED,
                        ".index needs elasticsearch.hosts, which is not set")
                : new Finding(
                        "target",
                        connector.id(),
                        Status.SKIPPED,
                        connector.actionTypeId() + " names no target of its own");
    }

    private static Finding result(Future<Finding> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Reach reach(Network network, Target target) {
        return switch (target) {
            case Target.Web(String url, var tls) -> network.reach(url, tls, timeout);
            case Target.Mail(MailServer server, boolean signsIn) ->
                    network.reachMail(server, signsIn, timeout);
        };
    }

    static Finding finding(String subject, Reach reach) {
        return switch (reach) {
            case Reach.Reached(String target, Duration took, Optional<String> proxy) ->
                    new Finding(
                            "target",
                            subject,
                            Status.OK,
                            target
                                    + " in "
                                    + took.toMillis()
                                    + " ms"
                                    + proxy.map(name -> " through " + name).orElse(""));
            case Reach.Greeted greeted -> greeted(subject, greeted);
            case Reach.Unreachable(String target, var _, String text) ->
                    new Finding("target", subject, Status.FAILED, target + ": " + text);
        };
    }

    private static Finding greeted(String subject, Reach.Greeted greeted) {
        return new Finding(
                "target",
                subject,
                greeted.encryption() == Encryption.NOT_OFFERED ? Status.WARNING : Status.OK,
                greeted.target()
                        + " greets"
                        + tls(greeted)
                        + " in "
                        + greeted.took().toMillis()
                        + " ms"
                        + greeted.proxy().map(name -> " through " + name).orElse("")
                        + (greeted.encryption() == Encryption.NOT_OFFERED
                                ? "; it does not offer STARTTLS, so mail goes in the clear"
                                : ""));
    }

    private static String tls(Reach.Greeted greeted) {
        String judged =
                greeted.certificateChecked()
                        ? ", certificate accepted,"
                        : ", certificate unchecked,";
        return switch (greeted.encryption()) {
            case IMPLICIT -> " over TLS" + judged;
            case STARTTLS -> " and speaks STARTTLS" + judged;
            case NOT_OFFERED -> "";
            case NOT_WANTED -> " without TLS, as its customHostSettings wish,";
        };
    }

    /** Host and port that replace those of Amazon's service. */
    private Optional<JsonNode> ses() {
        return settings.actions().setting("email.services.ses").filter(JsonNode::isObject);
    }

    private Network network() throws StartRefusedException {
        return new Network(
                NetworkOptions.of(settings.actions(), settings.patchbay().network()),
                ClusterOptions.of(settings.elasticsearch()),
                TokenStore.NONE,
                clock);
    }
}
