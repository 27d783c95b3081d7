package dev.patchbay.net;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses may be connected to, whatever the allow-list says (contract/settings.md, section
 * 2.1; DESIGN, hard rule Guard). Asked with the very address that is dialled next; behind a proxy,
 * where the proxy looks the name up, with the text of the host. Immutable.
 */
final class AddressGuard {

    private final boolean denyPrivate;
    private final List<Cidr> allowed;
    private final List<Cidr> allowedLinkLocal;

    AddressGuard(boolean denyPrivate, List<Cidr> allowed) {
        this.denyPrivate = denyPrivate;
        this.allowed = List.copyOf(allowed);
        allowedLinkLocal =
                allowed.stream()
                        .filter(block ->
                                SpecialAddresses.LINK_LOCAL.stream()
                                        .anyMatch(local -> local.covers(block)))
                        .toList();
    }

    /** Whether an address, and each that it hides, may be connected to. */
    boolean permits(InetAddress address) {
        if (!permitsItself(address)) {
            return false;
        }
        for (InetAddress hidden : SpecialAddresses.hidden(address)) {
            if (!permitsItself(hidden)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a proxy may be asked for this host. */
    boolean permitsByText(HostText host) {
        if (host.literal().isPresent()) {
            return permits(host.literal().get());
        }
        String name = host.name();
        while (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (SpecialAddresses.METADATA_NAMES.contains(name)) {
            return false;
        }
        boolean loopback = name.equals("localhost") || name.endsWith(".localhost");
        return !loopback || permits(InetAddress.getLoopbackAddress());
    }

    private boolean permitsItself(InetAddress address) {
        if (SpecialAddresses.within(SpecialAddresses.METADATA, address)) {
            return false;
        }
        if (SpecialAddresses.within(SpecialAddresses.LINK_LOCAL, address)) {
            return SpecialAddresses.within(allowedLinkLocal, address);
        }
        return !denyPrivate
                || !SpecialAddresses.within(SpecialAddresses.PRIVATE, address)
                || SpecialAddresses.within(allowed, address);
    }
}
