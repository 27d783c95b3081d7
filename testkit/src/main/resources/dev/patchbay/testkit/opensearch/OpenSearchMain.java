import org.opensearch.Version;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A single OpenSearch node on the loopback address, run as a source file with the jars of {@code
 * pom.xml} on the class path. Its own program refuses to run as root and wants an unpacked
 * distribution, which no registry has.
 *
 * <p>Arguments: the folder, the HTTP port, a file to make when documents can be taken. It closes
 * when its standard input ends, which it also does when the process dies that started it.
 */
final class OpenSearchMain {

    public static void main(String[] args) throws Exception {
        Settings settings =
                Settings.builder()
                        .put("path.home", args[0])
                        .put("cluster.name", "patchbay")
                        .put("node.name", "node")
                        .put("discovery.type", "single-node")
                        .put("network.host", "127.0.0.1")
                        .put("http.type", "netty4")
                        .put("http.port", args[1])
                        .put("transport.type", "netty4")
                        .put("transport.port", "0")
                        .put("node.processors", 2)
                        .put("cluster.routing.allocation.disk.threshold_enabled", false)
                        .build();
        LogConfigurator.configureWithoutConfig(settings);
        Environment environment =
                InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "node");
        try (Node node = new OneNode(environment)) {
            node.start();
            node.client()
                    .admin()
                    .cluster()
                    .prepareHealth()
                    .setWaitForYellowStatus()
                    .setTimeout(TimeValue.timeValueMinutes(3))
                    .get();
            Files.createFile(Path.of(args[2]));
            System.in.readAllBytes();
        }
        System.exit(0);
    }

    /** With the one module that it needs to be spoken to. */
    private static final class OneNode extends Node {
        OneNode(Environment environment) {
            super(environment, List.of(netty()), false);
        }

        private static PluginInfo netty() {
            String name = Netty4ModulePlugin.class.getName();
            return new PluginInfo(
                    name, "transport", "NA", Version.CURRENT, "21", name, null, List.of(), false);
        }
    }
}
