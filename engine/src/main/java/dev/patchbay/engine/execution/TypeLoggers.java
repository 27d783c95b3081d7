package dev.patchbay.engine.execution;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The log category of each type, {@code plugins.actions.<type without dot>}. Thread-safe. */
final class TypeLoggers {

    private final Map<String, Logger> byType = new ConcurrentHashMap<>();

    Logger of(String typeId) {
        Logger logger = byType.get(typeId);
        return logger != null ? logger : byType.computeIfAbsent(typeId, TypeLoggers::make);
    }

    private static Logger make(String typeId) {
        String name = typeId.startsWith(".") ? typeId.substring(1) : typeId;
        return LoggerFactory.getLogger("plugins.actions." + name);
    }
}
