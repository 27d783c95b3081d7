package dev.patchbay.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks a host name up; may block for as long as the system's resolver does. Thread-safe. */
@FunctionalInterface
interface NameResolver {

    /** The addresses, in the order to try; not empty. */
    List<InetAddress> resolve(String name) throws UnknownHostException;

    /** The system's resolver. The JDK keeps answers for 30 s. */
    static NameResolver system() {
        return name -> List.of(InetAddress.getAllByName(name));
    }
}
