package dev.patchbay.server;

import dev.patchbay.net.NetworkSettings;
import dev.patchbay.server.settings.ActionsSettings;
import dev.patchbay.server.settings.CustomHosts;
import dev.patchbay.server.settings.PatchbaySettings;

/** What the network module is told of the settings. */
final class NetworkOptions {

    private NetworkOptions() {}

    static NetworkSettings of(ActionsSettings actions, PatchbaySettings.Network guard) {
        return new NetworkSettings(
                actions.allowedHosts(),
                actions.proxy()
                        .map(proxy ->
                                new NetworkSettings.Proxy(
                                        proxy.url(),
                                        proxy.headers(),
                                        proxy.bypassHosts(),
                                        proxy.onlyHosts())),
                actions.verificationMode(),
                actions.proxyVerificationMode(),
                CustomHosts.of(actions.customHosts()).hosts().stream()
                        .map(NetworkOptions::customHost)
                        .toList(),
                actions.maxResponseContentLength(),
                actions.responseTimeout(),
                guard.denyPrivateAddresses(),
                guard.allowedAddresses(),
                "Patchbay/" + Version.current());
    }

    private static NetworkSettings.CustomHost customHost(CustomHosts.CustomHost host) {
        return new NetworkSettings.CustomHost(
                host.canonicalUrl(),
                host.verificationMode(),
                host.authorities(),
                host.smtp()
                        .map(smtp ->
                                new NetworkSettings.CustomHost.Smtp(
                                        smtp.ignoreTls().orElse(false),
                                        smtp.requireTls().orElse(false))));
    }
}
