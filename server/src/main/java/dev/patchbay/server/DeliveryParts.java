package dev.patchbay.server;

import dev.patchbay.engine.connector.ConnectorReferences;
import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.engine.delivery.Deliverer;
import dev.patchbay.engine.delivery.Deliveries;
import dev.patchbay.engine.delivery.DeliveryIds;
import dev.patchbay.engine.delivery.DeliveryPruning;
import dev.patchbay.engine.delivery.DeliverySeal;
import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.delivery.DeliveryWorkers;
import dev.patchbay.engine.delivery.FallbackRule;
import dev.patchbay.engine.delivery.FallbackRules;
import dev.patchbay.engine.delivery.Fallbacks;
import dev.patchbay.engine.delivery.NoticeRule;
import dev.patchbay.engine.delivery.Notices;
import dev.patchbay.engine.delivery.QueueSize;
import dev.patchbay.engine.delivery.Replays;
import dev.patchbay.engine.delivery.RetrySchedule;
import dev.patchbay.engine.execution.Attempts;
import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.template.ParamsRenderer;
import dev.patchbay.engine.template.TemplateLimits;
import dev.patchbay.engine.template.TemplatePreview;
import dev.patchbay.engine.template.Templates;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.server.deliveries.DeliveryRoutes;
import dev.patchbay.server.deliveries.TemplateRoutes;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.settings.ActionsSettings;
import dev.patchbay.server.settings.PatchbaySettings;
import dev.patchbay.server.settings.PreconfiguredConnector;
import dev.patchbay.server.settings.Settings;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deliveries: acceptance, workers, routes. */
final class DeliveryParts {

    private DeliveryParts() {}

    /** Opens what accepts and delivers, and begins to deliver. */
    static List<Route> open(
            ServerParts ground,
            OpenParts parts,
            ConnectorTypes types,
            Attempts attempts,
            Authorizer rights)
            throws StartRefusedException {
        var database = ground.database();
        ActionsSettings actions = ground.settings().actions();
        DeliverySeal seal = new DeliverySeal(ground.keys());
        QueueSize queue = new QueueSize(database.deliveries(), ground.clock());
        DeliveryIds ids = new DeliveryIds(ground.clock(), ground.ids());
        ParamsRenderer renderer =
                new ParamsRenderer(
                        new Templates(
                                TemplateLimits.DEFAULT,
                                ground.clock(),
                                ground.ids(),
                                ZoneId.systemDefault()));
        Notices notices =
                new Notices(
                        ground.settings().patchbay().delivery().notices().stream()
                                .map(entry ->
                                        new NoticeRule(entry.id(), entry.to(), entry.params()))
                                .toList(),
                        database.deliveries(),
                        database.work(),
                        attempts,
                        renderer,
                        seal,
                        queue,
                        ids,
                        ground.clock());
        DeliveryWorkers workers =
                new DeliveryWorkers(
                        database.deliveries(),
                        database.work(),
                        database.events(),
                        new Deliverer(
                                attempts,
                                seal,
                                RetrySchedule.overADay(ground.ids()),
                                actions.run()::maxAttempts,
                                new Fallbacks(
                                        fallbackRules(ground.settings()),
                                        database.deliveries(),
                                        attempts,
                                        renderer,
                                        seal,
                                        ids,
                                        ground.clock()),
                                ground.clock()),
                        queue,
                        DeliveryRates.of(ground.settings()),
                        Optional.of(notices),
                        DeliveryWorkers.Options.of(ground.uuid()),
                        ground.metrics().registry(),
                        ground.clock());
        Deliveries deliveries =
                new Deliveries(
                        database.deliveries(),
                        database.work(),
                        attempts,
                        renderer,
                        seal,
                        queue,
                        actions.queuedMax(),
                        ids,
                        ground.clock(),
                        workers::wake);
        Replays replays =
                new Replays(
                        database.deliveries(),
                        database.work(),
                        attempts,
                        seal,
                        queue,
                        actions.queuedMax(),
                        ids,
                        ground.clock(),
                        workers::wake);
        parts.add(
                "delivery pruning",
                new DeliveryPruning(
                        database.deliveries(),
                        database.work(),
                        kept(ground.settings().patchbay().delivery().ended()),
                        ground.clock()));
        parts.add("delivery notices", notices);
        notices.start();
        parts.add("deliveries", workers);
        workers.start();
        List<Route> routes =
                new ArrayList<>(DeliveryRoutes.routes(deliveries, replays, rights, ground.audit()));
        routes.addAll(
                TemplateRoutes.routes(new TemplatePreview(renderer), types, attempts, rights));
        return routes;
    }

    private static DeliveryPruning.Kept kept(PatchbaySettings.Ended ended) {
        return new DeliveryPruning.Kept(
                ended.retention(),
                ended.max(),
                ended.deadLetterRetention(),
                ended.maxDeadLetters());
    }

    private static FallbackRules fallbackRules(Settings settings) throws StartRefusedException {
        FallbackRules rules =
                new FallbackRules(
                        settings.patchbay().delivery().fallbacks().stream()
                                .map(entry ->
                                        new FallbackRule(
                                                entry.id(),
                                                entry.to(),
                                                entry.params(),
                                                entry.after()))
                                .toList());
        Optional<List<String>> loop =
                rules.loop(id ->
                        Optional.ofNullable(settings.actions().preconfigured().get(id))
                                .map(PreconfiguredConnector::actionTypeId));
        if (loop.isPresent()) {
            throw StartRefusedException.configuration(
                    "[patchbay.delivery.fallback]: a loop: " + String.join(" → ", loop.get()));
        }
        return rules;
    }

    /** What ends, or is forgotten, with a connector. */
    static ConnectorReferences references(DeliveryStore store) {
        return new ConnectorReferences() {
            @Override
            public void changing(Tx tx, String spaceId, String connectorId) {
                store.changed(tx, connectorId);
            }

            @Override
            public void deleting(Tx tx, String spaceId, String connectorId) {
                store.refuseAll(tx, spaceId, connectorId, Reason.NOT_FOUND.label());
            }
        };
    }
}
