package dev.patchbay.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The addresses that the guard knows by name, and the forms that hide one in another. */
final class SpecialAddresses {

    /**
     * Where clouds hand out credentials to whoever asks; closed for ever. From the vendors' pages:
     * everyone's 169.254.169.254, AWS 169.254.170.2 and .23 (containers), fd00:ec2::254 and ::23,
     * Azure's 168.63.129.16, Alibaba's 100.100.100.200, Oracle's 192.0.0.192, fd00:c1::a9fe:a9fe,
     * Google's fd20:ce::254, Tencent's 169.254.0.23, Scaleway's 169.254.42.42 and fd00:42::42.
     */
    static final List<Cidr> METADATA =
            blocks(
                    "169.254.169.0/24",
                    "169.254.170.0/24",
                    "169.254.0.23",
                    "169.254.42.42",
                    "100.100.100.200",
                    "168.63.129.16",
                    "192.0.0.192",
                    "fe80::a9fe:a9fe",
                    "fd00:ec2::254",
                    "fd00:ec2::23",
                    "fd00:c1::a9fe:a9fe",
                    "fd20:ce::254",
                    "fd00:42::42");

    /** Link-local; opened only by a block that lies inside it. */
    static final List<Cidr> LINK_LOCAL = blocks("169.254.0.0/16", "fe80::/10");

    /** Loopback, private and everything else that is no public unicast address (RFC 6890). */
    static final List<Cidr> PRIVATE =
            blocks(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/128",
                    "::1/128",
                    "64:ff9b:1::/48",
                    "fc00::/7",
                    "fec0::/10",
                    "ff00::/8");

    /** Names of the metadata services, for proxies, which look names up themselves. */
    static final Set<String> METADATA_NAMES =
            Set.of(
                    "metadata",
                    "metadata.google.internal",
                    "metadata.goog",
                    "instance-data",
                    "instance-data.ec2.internal",
                    "metadata.azure.internal",
                    "metadata.tencentyun.com",
                    "metadata.platformequinix.com",
                    "metadata.packet.net");

    private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
    private static final Cidr LOCAL_NAT64 = Cidr.parse("64:ff9b:1::/48");
    private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");
    private static final Cidr TEREDO = Cidr.parse("2001::/32");
    private static final Cidr COMPATIBLE = Cidr.parse("::/96");

    private SpecialAddresses() {}

    /**
     * The IPv4 addresses that traffic to this one may end at: NAT64 (RFC 6052, and 8215 with its
     * 96-bit form), 6to4 (RFC 3056), Teredo (RFC 4380: server, and the client, which is stored
     * inverted), IPv4-compatible. Mapped addresses are IPv4 already when they come here.
     */
    static List<InetAddress> hidden(InetAddress address) {
        byte[] b = address.getAddress();
        List<InetAddress> found = new ArrayList<>(2);
        if (b.length == 4) {
            return found;
        }
        if (NAT64.contains(address)
                || LOCAL_NAT64.contains(address)
                || COMPATIBLE.contains(address)) {
            found.add(ipv4(b[12], b[13], b[14], b[15]));
        }
        if (SIX_TO_FOUR.contains(address)) {
            found.add(ipv4(b[2], b[3], b[4], b[5]));
        }
        if (TEREDO.contains(address)) {
            found.add(ipv4(b[4], b[5], b[6], b[7]));
            found.add(ipv4(~b[12], ~b[13], ~b[14], ~b[15]));
        }
        return found;
    }

    static boolean within(List<Cidr> blocks, InetAddress address) {
        for (Cidr block : blocks) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static InetAddress ipv4(int a, int b, int c, int d) {
        return Addresses.of(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
    }

    private static List<Cidr> blocks(String... texts) {
        return List.of(texts).stream().map(Cidr::parse).toList();
    }
}
