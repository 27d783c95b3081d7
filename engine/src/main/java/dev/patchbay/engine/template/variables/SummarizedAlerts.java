package dev.patchbay.engine.template.variables;

/** The alerts of a summary action. */
public record SummarizedAlerts(AlertSet created, AlertSet ongoing, AlertSet recovered) {}
