package dev.patchbay.connectors.messaging.index;

/** What {@code .index} says (contract/connectors-messaging-webhook.md, section 9). */
final class IndexTexts {

    static final String NOT_INDEXED = "error indexing documents";
    static final String NO_REASON = "Indexing error but no reason returned.";
    static final String OVERRIDE = "index must start with \"kibana-alert-history-\"";

    private IndexTexts() {}
}
