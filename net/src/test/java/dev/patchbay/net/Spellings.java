package dev.patchbay.net;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The ways to write one address as the host of a URL, and the wider addresses that hide it. */
final class Spellings {

    private Spellings() {}

    /** Name of the spelling → {@code http://host/}; some of it is not an address but an error. */
    static Map<String, String> of(String literal) {
        return literal.indexOf(':') < 0 ? ipv4(literal) : ipv6(literal);
    }

    private static Map<String, String> ipv4(String text) {
        byte[] raw = InetAddress.ofLiteral(text).getAddress();
        int a = raw[0] & 255;
        int b = raw[1] & 255;
        int c = raw[2] & 255;
        int d = raw[3] & 255;
        long all = (long) a << 24 | b << 16 | c << 8 | d;
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("dotted", "http://" + text + "/");
        urls.put("decimal", "http://" + all + "/");
        urls.put("hex", "http://0x%x/".formatted(all));
        urls.put("hex capitals", "http://0X%X/".formatted(all));
        urls.put("octal", "http://0%o/".formatted(all));
        urls.put("dotted hex", "http://0x%x.0x%x.0x%x.0x%x/".formatted(a, b, c, d));
        urls.put("dotted octal", "http://0%o.0%o.0%o.0%o/".formatted(a, b, c, d));
        urls.put("octal with zeros", "http://000%o.00%o.0%o.%d/".formatted(a, b, c, d));
        urls.put("mixed", "http://%d.0x%x.0%o.%d/".formatted(a, b, c, d));
        urls.put("short of three", "http://%d.%d.%d/".formatted(a, b, c << 8 | d));
        urls.put("short of two", "http://%d.%d/".formatted(a, b << 16 | c << 8 | d));
        urls.put("trailing dot", "http://" + text + "./");
        urls.put("decimal trailing dot", "http://" + all + "./");
        urls.put("encoded dots", "http://" + text.replace(".", "%2e") + "/");
        urls.put("encoded digits", "http://" + encoded(text) + "/");
        urls.put("encoded full-width digits", "http://" + fullWidthEncoded(text) + "/");
        urls.put("encoded ideographic dots", "http://" + text.replace(".", "%E3%80%82") + "/");
        urls.put("user info", "http://good.example@" + text + "/");
        urls.put("user info with colon", "http://good.example:80@" + text + "/");
        urls.put("two @", "http://a@good.example@" + text + "/");
        urls.put("fragment", "http://" + text + "#@good.example/");
        urls.put("query", "http://" + text + "?@good.example/");
        urls.put("backslash", "http://" + text + "\\@good.example/");
        urls.put("slashes", "http:////" + text + "/");
        urls.put("backslashes", "http:\\\\" + text + "/");
        urls.put("capital scheme", "HTTP://" + text + "/");
        urls.put("port", "http://" + text + ":80/");
        urls.put("empty port", "http://" + text + ":/");
        urls.put("zone", "http://" + text + "%25eth0/");
        urls.put("RAW full-width digits", "http://" + fullWidth(text) + "/");
        urls.put("RAW ideographic dots", "http://" + text.replace('.', '\u3002') + "/");
        urls.put("RAW half-width dots", "http://" + text.replace('.', '\uff61') + "/");
        urls.put("RAW soft hyphen", "http://" + text.replace(".", "\u00ad.") + "/");
        urls.put("RAW tab", "http://" + text.replace(".", "\t.") + "/");
        urls.put("RAW line breaks", "\r\nhttp://" + text.replace(".", "\r\n.") + "/");
        hidden(raw).forEach((name, host) -> urls.put(name, "http://[" + host + "]/"));
        return urls;
    }

    /** IPv6 addresses that end at an IPv4 address. */
    private static Map<String, String> hidden(byte[] raw) {
        String high = "%02x%02x".formatted(raw[0], raw[1]);
        String low = "%02x%02x".formatted(raw[2], raw[3]);
        String notHigh = "%02x%02x".formatted(~raw[0] & 255, ~raw[1] & 255);
        String notLow = "%02x%02x".formatted(~raw[2] & 255, ~raw[3] & 255);
        String dotted = Addresses.of(raw).getHostAddress();
        Map<String, String> hosts = new LinkedHashMap<>();
        hosts.put("v4-mapped", "::ffff:" + dotted);
        hosts.put("v4-mapped hex", "::ffff:" + high + ":" + low);
        hosts.put("v4-mapped long", "0:0:0:0:0:FFFF:" + high + ":" + low);
        hosts.put("v4-compatible", "::" + dotted);
        hosts.put("NAT64", "64:ff9b::" + dotted);
        hosts.put("NAT64 hex", "64:ff9b::" + high + ":" + low);
        hosts.put("NAT64 local", "64:ff9b:1::" + high + ":" + low);
        hosts.put("6to4", "2002:" + high + ":" + low + "::1");
        hosts.put("Teredo client", "2001:0:4136:e378:8000:63bf:" + notHigh + ":" + notLow);
        hosts.put("Teredo server", "2001:0:" + high + ":" + low + ":8000:63bf:a247:27dd");
        return hosts;
    }

    private static Map<String, String> ipv6(String text) {
        byte[] raw = Addresses.sixteen(InetAddress.ofLiteral(text));
        StringBuilder full = new StringBuilder();
        for (int i = 0; i < 16; i += 2) {
            full.append(i == 0 ? "" : ":").append("%02x%02x".formatted(raw[i], raw[i + 1]));
        }
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("short", "http://[" + text + "]/");
        urls.put("long", "http://[" + full + "]/");
        urls.put(
                "capitals", "http://[" + full.toString().toUpperCase(java.util.Locale.ROOT) + "]/");
        urls.put("user info", "http://good.example@[" + text + "]/");
        urls.put("fragment", "http://[" + text + "]#@good.example/");
        urls.put("backslash", "http://[" + text + "]\\@good.example/");
        urls.put("port", "http://[" + text + "]:80/");
        urls.put("zone", "http://[" + text + "%25eth0]/");
        urls.put("bare zone", "http://[" + text + "%eth0]/");
        urls.put("trailing dot", "http://[" + text + "]./");
        return urls;
    }

    private static String encoded(String text) {
        return text.chars().mapToObj(c -> "%%%02X".formatted(c)).collect(Collectors.joining());
    }

    private static String fullWidth(String text) {
        return text.chars()
                .mapToObj(c -> Character.toString(c == '.' ? c : c - '0' + '\uff10'))
                .collect(Collectors.joining());
    }

    private static String fullWidthEncoded(String text) {
        return text.chars()
                .mapToObj(c -> c == '.' ? "." : "%%EF%%BC%%%02X".formatted(c - '0' + 0x90))
                .collect(Collectors.joining());
    }
}
