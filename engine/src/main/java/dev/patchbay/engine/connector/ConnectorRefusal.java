package dev.patchbay.engine.connector;

/**
 * Why something was not done with a connector, in the words of the wire (contract/actions-api.md,
 * sections 6 and 9).
 *
 * @param kind which status a door answers
 * @param message complete; never holds a value of config or secrets beside those that a type's own
 *     check names
 */
public record ConnectorRefusal(Kind kind, String message) {

    /** Groups of refusals. */
    public enum Kind {
        /** 400. */
        INVALID,
        /** 403. */
        FORBIDDEN,
        /** 404. */
        NOT_FOUND,
        /** 409. */
        CONFLICT
    }

    /** No stored connector of this id in the space. */
    public static ConnectorRefusal notFound(String id) {
        return of(Kind.NOT_FOUND, "Saved object [action/" + id + "] not found");
    }

    /** The id is taken in some space, or somebody else wrote the connector meanwhile. */
    public static ConnectorRefusal conflict(String id) {
        return of(Kind.CONFLICT, "Saved object [action/" + id + "] conflict");
    }

    /** No space of this id. */
    public static ConnectorRefusal unknownSpace(String spaceId) {
        return of(Kind.NOT_FOUND, "Saved object [space/" + spaceId + "] not found");
    }

    /** No type of this id. */
    public static ConnectorRefusal notRegistered(String typeId) {
        return of(Kind.INVALID, "Action type \"" + typeId + "\" is not registered.");
    }

    /** {@code enabledActionTypes} does not hold the type. */
    public static ConnectorRefusal disabled(String typeId) {
        return of(
                Kind.FORBIDDEN,
                "action type \""
                        + typeId
                        + "\" is not enabled in the Kibana config"
                        + " xpack.actions.enabledActionTypes");
    }

    /** Config, secrets or both do not fit the type. */
    public static ConnectorRefusal invalid(TypeValidation.Invalid invalid) {
        return of(Kind.INVALID, invalid.message());
    }

    /** The one connector of a system type is not made by clients. */
    public static ConnectorRefusal systemCreation(String typeId) {
        return of(
                Kind.INVALID, "System action creation is forbidden. Action type: " + typeId + ".");
    }

    static ConnectorRefusal preconfiguredCreation(String id) {
        return of(Kind.INVALID, "This " + id + " already exists in a preconfigured action.");
    }

    static ConnectorRefusal systemUpdate(String id) {
        return of(Kind.INVALID, "System action " + id + " can not be updated.");
    }

    static ConnectorRefusal preconfiguredUpdate(String id) {
        return of(Kind.INVALID, "Preconfigured action " + id + " can not be updated.");
    }

    static ConnectorRefusal systemDeletion(String id) {
        return of(Kind.INVALID, "System action " + id + " is not allowed to delete.");
    }

    static ConnectorRefusal preconfiguredDeletion(String id) {
        return of(Kind.INVALID, "Preconfigured action " + id + " is not allowed to delete.");
    }

    /** System connectors are not read by id, with words of their own. */
    static ConnectorRefusal systemRead(String id) {
        return of(Kind.NOT_FOUND, "Connector " + id + " not found");
    }

    private static ConnectorRefusal of(Kind kind, String message) {
        return new ConnectorRefusal(kind, message);
    }
}
