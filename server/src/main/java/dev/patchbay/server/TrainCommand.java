package dev.patchbay.server;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.LoggerFactory;

import picocli.CommandLine.Command;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.util.concurrent.Callable;

/**
 * What the launcher runs once per build under {@code -XX:AOTCacheOutput}: loads the classes that
 * every start needs, so that the JVM can keep them ready. Changes nothing and listens on a free
 * loopback port only.
 */
@Command(name = "train", hidden = true, description = "Loads what a start loads, then ends.")
final class TrainCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        YAMLMapper.builder().build().readTree("server: {port: 0}");
        JsonMapper json = JsonMapper.builder().build();
        json.writeValueAsString(json.readTree("{\"status\":\"ok\",\"data\":[1,2.5,null]}"));
        Server server = new Server();
        ServerConnector loopback = new ServerConnector(server);
        loopback.setHost("127.0.0.1");
        server.addConnector(loopback);
        server.start();
        server.stop();
        LoggerFactory.getLogger(TrainCommand.class).debug("trained");
        return 0;
    }
}
