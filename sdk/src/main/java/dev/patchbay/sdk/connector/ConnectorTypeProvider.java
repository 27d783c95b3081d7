package dev.patchbay.sdk.connector;

import java.util.List;

/**
 * Makes connector types; found by {@link java.util.ServiceLoader}, so a third party adds types with
 * a jar. Needs a public constructor without arguments.
 */
public interface ConnectorTypeProvider {

    /** The types; called once at start. */
    List<ConnectorType> types(TypeContext context);
}
