package dev.patchbay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An nginx of our own: the target that answers, or the proxy that is the yardstick. */
record Nginx(ChildProcess child, int port, String configuration) implements AutoCloseable {

    /** Answers every request with a small JSON. */
    static Nginx target(Path directory) throws IOException {
        int port = Ports.free();
        return start(
                "target",
                directory,
                port,
                """
                worker_processes 1;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  keepalive_requests 100000000;
                  server {
                    listen 127.0.0.1:%d;
                    location / {
                      default_type application/json;
                      return 200 '{"ok":true}';
                    }
                  }
                }
                """
                        .formatted(port));
    }

    /** Hands every request to the target, over connections that it keeps. */
    static Nginx proxy(Path directory, int targetPort) throws IOException {
        int port = Ports.free();
        return start(
                "proxy",
                directory,
                port,
                """
                worker_processes 2;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  keepalive_requests 100000000;
                  upstream target {
                    server 127.0.0.1:%d;
                    keepalive 64;
                    keepalive_requests 100000000;
                  }
                  server {
                    listen 127.0.0.1:%d reuseport;
                    location = /quiet { return 204; }
                    location / {
                      proxy_pass http://target;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                    }
                  }
                }
                """
                        .formatted(targetPort, port));
    }

    private static Nginx start(String name, Path directory, int port, String http)
            throws IOException {
        Path home = Files.createDirectories(directory.resolve(name));
        Path file = home.resolve("nginx.conf");
        Files.writeString(file, "daemon off;\npid nginx.pid;\nerror_log stderr;\n" + http);
        ProcessBuilder builder =
                new ProcessBuilder("nginx", "-p", home.toString(), "-c", file.toString());
        ChildProcess child = ChildProcess.start(name, builder, home.resolve("log"));
        try {
            child.awaitOk(port, "/");
        } catch (IOException e) {
            child.close();
            throw e;
        }
        return new Nginx(child, port, http);
    }

    /** The processes that do the work. */
    List<Long> workers() {
        return child.process().children().map(ProcessHandle::pid).toList();
    }

    @Override
    public void close() throws IOException {
        child.close();
    }
}
