package dev.patchbay.connectors.messaging.serverlog;

/** What to log, and how loud. */
record ServerLogParams(String message, ServerLogLevel level) {}
