package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.oauth.AccessTokens.Result;
import dev.patchbay.sdk.oauth.ClientCredentials;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Every range of the design × every spelling × direct, redirect, token URL, rebinding DNS × proxy
 * on and off. Nothing leaves the machine, also if the guard fails: the dial records where it was
 * sent and connects only to the test's own ports. Prints the table. Alone: {@code mvn -pl net -am
 * test -Dtest=GuardTableTest -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardTableTest {

    /** Closed for ever. */
    private static final Map<String, List<String>> CLOSED =
            ordered(
                    "169.254.0.0/16",
                    List.of("169.254.169.254", "169.254.170.2", "169.254.0.1", "169.254.255.255"),
                    "fe80::/10",
                    List.of("fe80::1", "febf::1:2", "fe80::a9fe:a9fe"),
                    "fd00:ec2::254",
                    List.of("fd00:ec2::254"),
                    "100.100.100.200",
                    List.of("100.100.100.200"),
                    "168.63.129.16",
                    List.of("168.63.129.16"),
                    "192.0.0.192",
                    List.of("192.0.0.192"));

    /** Open as in Kibana, closed by {@code denyPrivateAddresses}. */
    private static final Map<String, List<String>> PRIVATE =
            ordered(
                    "loopback",
                    List.of("127.0.0.1", "127.255.255.254", "0.0.0.0", "::1", "::"),
                    "private",
                    List.of(
                            "10.0.0.1",
                            "172.16.0.1",
                            "172.31.255.255",
                            "192.168.1.1",
                            "100.64.0.1",
                            "fc00::1",
                            "fdff::1",
                            "fec0::1"),
                    "no unicast",
                    List.of("224.0.0.1", "255.255.255.255", "198.18.0.1", "ff02::1"));

    /** Neighbours of what is closed, and the world. */
    private static final Map<String, List<String>> OPEN =
            ordered(
                    "public",
                    List.of(
                            "93.184.216.34",
                            "169.253.255.255",
                            "169.255.0.1",
                            "168.63.129.15",
                            "192.0.1.192",
                            "172.32.0.1",
                            "172.15.255.255",
                            "11.0.0.1",
                            "2606:2800:220:1::1",
                            "fe00::1"));

    /** Where the test's own peer is: the one loopback address that stays open with deny. */
    private static final String OWN = "127.9.9.9";

    private enum Expected {
        CLOSED,
        OPEN
    }

    private final Set<InetSocketAddress> ours = ConcurrentHashMap.newKeySet();
    private final List<InetSocketAddress> dialled = new CopyOnWriteArrayList<>();
    private final List<String> lookedUp = new CopyOnWriteArrayList<>();
    private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();

    /**
     * As target it redirects to {@code ?to=}; as proxy it does the same and says 200 to the rest.
     */
    private final Peer redirector = Peer.at(OWN, GuardTableTest::redirect);

    private final Map<String, int[]> table = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    GuardTableTest() {
        names.put("start.example", List.of(InetAddress.ofLiteral(OWN)));
        ours.add(new InetSocketAddress(InetAddress.ofLiteral(OWN), redirector.port()));
    }

    private static void redirect(Peer.Conversation talk) throws Exception {
        for (String request = talk.request(); request != null; request = talk.request()) {
            String target = request.split(" ", 3)[1];
            int to = target.indexOf("/?to=");
            talk.say(
                    to < 0
                            ? Peer.answer("200 OK", "", "proxied")
                            : Peer.answer(
                                    "307 Temporary Redirect",
                                    "Location: "
                                            + URLDecoder.decode(
                                                    target.substring(to + 5),
                                                    StandardCharsets.UTF_8)
                                            + "\r\n",
                                    ""));
        }
    }

    /** Never connects to anything but the redirector. */
    private void dial(SocketChannel channel, InetSocketAddress to, int millis)
            throws java.io.IOException {
        if (ours.contains(to)) {
            channel.socket().connect(to, millis);
            return;
        }
        dialled.add(to);
        throw new ConnectException("Connection refused");
    }

    private List<InetAddress> resolve(String name) throws UnknownHostException {
        lookedUp.add(name);
        List<InetAddress> found = names.get(name);
        if (found == null) {
            throw new UnknownHostException(name);
        }
        return found;
    }

    private Network network(boolean deny, boolean proxy) {
        NetworkSettings settings = Nets.guard(Nets.settings(), deny, OWN + "/32");
        String proxyUrl = "http://" + OWN + ":" + redirector.port();
        return new Network(
                proxy ? Nets.proxy(settings, proxyUrl, Map.of()) : settings,
                new MemoryTokens(),
                Clock.system(),
                this::resolve,
                this::dial);
    }

    @Test
    void everyRangeInEverySpellingOnEveryWay() {
        for (boolean proxy : new boolean[] {false, true}) {
            try (Network open = network(false, proxy);
                    Network denying = network(true, proxy)) {
                rows("closed, deny off", CLOSED, open, proxy, Expected.CLOSED);
                rows("closed, deny on", CLOSED, denying, proxy, Expected.CLOSED);
                rows("private, deny off", PRIVATE, open, proxy, Expected.OPEN);
                rows("private, deny on", PRIVATE, denying, proxy, Expected.CLOSED);
                rows("open, deny off", OPEN, open, proxy, Expected.OPEN);
                rows("open, deny on", OPEN, denying, proxy, Expected.OPEN);
                rebinding(open, proxy);
                metadataNames(open, proxy);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void rows(
            String list,
            Map<String, List<String>> ranges,
            Network network,
            boolean proxy,
            Expected stated) {
        boolean deny = list.endsWith("deny on");
        ranges.forEach((range, addresses) -> {
            for (String address : addresses) {
                Spellings.of(address)
                        .forEach((spelling, url) -> {
                            // The local form of NAT64 is somebody's own network.
                            Expected expected =
                                    deny && spelling.equals("NAT64 local")
                                            ? Expected.CLOSED
                                            : stated;
                            Row row = new Row(list, range, address, spelling, url, proxy, expected);
                            row(network, row, "direct");
                            row(network, row, "token URL");
                            if (!spelling.startsWith("RAW")) {
                                row(network, row, "redirect");
                            }
                        });
            }
        });
    }

    private record Row(
            String list,
            String range,
            String address,
            String spelling,
            String url,
            boolean proxy,
            Expected expected) {}

    private void row(Network network, Row row, String way) {
        dialled.clear();
        redirector.requests.clear();
        HttpResult result =
                switch (way) {
                    case "direct" -> Nets.send(network, HttpCall.of("GET", row.url));
                    case "redirect" ->
                            Nets.send(
                                    network,
                                    HttpCall.of(
                                            "GET",
                                            "http://start.example:"
                                                    + redirector.port()
                                                    + "/?to="
                                                    + URLEncoder.encode(
                                                            row.url, StandardCharsets.UTF_8)));
                    default -> token(network, row.url);
                };
        long started = redirector.requests.stream().filter(text -> text.contains("/?to=")).count();
        boolean right =
                started == (way.equals("redirect") ? 1 : 0)
                        && (row.proxy ? rightProxied(row, result) : rightDirect(row, result));
        count(
                row.list + " | " + row.range,
                way,
                row.proxy,
                right,
                row + " " + way + " → " + result);
    }

    /** The failure of a token call; a made-up one for a token that must not be. */
    private static HttpResult token(Network network, String url) {
        Result result =
                network.open(Nets.scope(new SecretValues(), Cancellation.never()))
                        .tokens()
                        .clientCredentials(
                                new ClientCredentials(
                                        url,
                                        "id",
                                        new Secret("secret"),
                                        Optional.empty(),
                                        Map.of(),
                                        TlsOptions.DEFAULT));
        return switch (result) {
            case Result.Unreachable unreachable -> unreachable.failure();
            case Result.Refused refused -> refused.reply();
            case Result.Token token -> throw new AssertionError("a token: " + token);
        };
    }

    private boolean rightDirect(Row row, HttpResult result) {
        if (invalid(row)) {
            return dialled.isEmpty() && refusedAs(result, Reason.CONFIGURATION, Reason.BLOCKED);
        }
        if (row.expected == Expected.CLOSED) {
            return dialled.isEmpty() && refusedAs(result, Reason.BLOCKED);
        }
        // Hidden in an IPv6 address or not, what was judged is what was dialled.
        InetAddress judged = WebUrl.parse(row.url).host().literal().orElseThrow();
        return dialled.stream().allMatch(to -> to.getAddress().equals(judged))
                && dialled.size() == 1
                && refusedAs(result, Reason.NETWORK);
    }

    private boolean rightProxied(Row row, HttpResult result) {
        long asked = redirector.requests.stream().filter(text -> !text.contains("/?to=")).count();
        if (!dialled.isEmpty()) {
            return false;
        }
        if (invalid(row)) {
            return asked == 0 && refusedAs(result, Reason.CONFIGURATION, Reason.BLOCKED);
        }
        return row.expected == Expected.CLOSED
                ? asked == 0 && refusedAs(result, Reason.BLOCKED)
                : asked == 1 && !(result instanceof HttpFailure);
    }

    private static boolean invalid(Row row) {
        return row.spelling.contains("zone")
                || (row.address.contains(":") && row.spelling.equals("trailing dot"));
    }

    private static boolean refusedAs(HttpResult result, Reason... reasons) {
        return result instanceof HttpFailure failure
                && List.of(reasons).contains(failure.reason())
                && failure.effect().equals(Effect.NONE);
    }

    /** A name that first shows a public address and then, or beside it, a closed one. */
    private void rebinding(Network network, boolean proxy) {
        InetAddress good = InetAddress.ofLiteral("93.184.216.34");
        HttpCall call = HttpCall.of("GET", "http://rebind.example/");
        CLOSED.forEach((range, addresses) -> {
            for (String address : addresses) {
                InetAddress closed = InetAddress.ofLiteral(address);
                dialled.clear();
                lookedUp.clear();
                List<HttpResult> results = new ArrayList<>();
                for (List<InetAddress> answer :
                        List.of(
                                List.of(good),
                                List.of(closed),
                                List.of(closed, good),
                                List.of(good, closed))) {
                    names.put("rebind.example", answer);
                    results.add(Nets.send(network, call));
                }
                boolean right =
                        proxy
                                ? dialled.isEmpty() && lookedUp.isEmpty()
                                : dialled.size() == 3
                                        && dialled.stream()
                                                .allMatch(to -> to.getAddress().equals(good))
                                        && refusedAs(results.get(1), Reason.BLOCKED);
                count("closed, deny off | " + range, "rebinding", proxy, right, address + results);
            }
        });
    }

    private void metadataNames(Network network, boolean proxy) {
        for (String name :
                List.of(
                        "metadata.google.internal",
                        "METADATA.google.internal.",
                        "metadata",
                        "metadata.goog",
                        "instance-data",
                        "metadata%2egoogle.internal",
                        "me\uff54adata.google.internal")) {
            String url = "http://" + name + "/";
            names.put(
                    WebUrl.parse(url).host().name(),
                    List.of(InetAddress.ofLiteral("169.254.169.254")));
            dialled.clear();
            redirector.requests.clear();
            HttpResult result = Nets.send(network, HttpCall.of("GET", url));
            boolean right =
                    dialled.isEmpty()
                            && redirector.requests.isEmpty()
                            && refusedAs(result, Reason.BLOCKED);
            count("closed, deny off | metadata names", "direct", proxy, right, name + result);
        }
    }

    private void count(String range, String way, boolean proxy, boolean right, String row) {
        String key = "| " + range + " | " + way + " | " + (proxy ? "on" : "off") + " |";
        int[] counts = table.computeIfAbsent(key, _ -> new int[2]);
        counts[1]++;
        if (right) {
            counts[0]++;
        } else {
            wrong.add(row + " dialled " + dialled);
        }
    }

    @AfterAll
    void print() {
        System.out.println("| list | range | way | proxy | as stated |");
        System.out.println("|---|---|---|---|---|");
        table.forEach((key, n) -> System.out.println(key + " " + n[0] + "/" + n[1] + " |"));
        int right = table.values().stream().mapToInt(n -> n[0]).sum();
        int all = table.values().stream().mapToInt(n -> n[1]).sum();
        System.out.println("Guard table: " + right + " of " + all + " rows as stated");
        redirector.close();
    }

    private static Map<String, List<String>> ordered(Object... pairs) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            @SuppressWarnings("unchecked")
            List<String> list = (List<String>) pairs[i + 1];
            map.put((String) pairs[i], list);
        }
        return map;
    }
}
