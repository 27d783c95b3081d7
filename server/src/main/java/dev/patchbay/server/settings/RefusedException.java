package dev.patchbay.server.settings;

/**
 * Carries a refusal out of the steps of loading to {@link SettingsLoader}, which returns it as a
 * value. Never leaves the package.
 */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient SettingsResult.Refused refused;

    RefusedException(SettingsResult.Refused refused) {
        super(refused.message(), null, false, false);
        this.refused = refused;
    }

    static RefusedException invalid(String message) {
        return new RefusedException(SettingsResult.Refused.invalid(message));
    }

    SettingsResult.Refused refused() {
        return refused;
    }
}
