package dev.patchbay.connectors.messaging.index;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/** What to index; the override is for alert-history indices. */
record IndexParams(List<ObjectNode> documents, Optional<String> indexOverride) {}
