package dev.patchbay.connectors.messaging.xmatters;

/** What {@code .xmatters} says (contract/connectors-messaging-webhook.md, section 8). */
final class XmattersTexts {

    static final String CONFIGURATION = "Error configuring xMatters action: ";
    static final String UNPARSABLE = "unable to parse url: Invalid URL";

    static final String NO_CREDENTIALS =
            "Provide either secretsUrl link or user/password to authenticate";
    static final String BOTH_CREDENTIALS =
            "Cannot use user/password for URL authentication. Provide valid secretsUrl or use"
                    + " Basic Authentication.";
    static final String BAD_SECRETS_URL = "Invalid secretsUrl: TypeError: Invalid URL";
    static final String HALF_CREDENTIALS = "Both user and password must be specified.";

    static final String URL_WITH_BASIC = "secretsUrl should not be provided when usesBasic is true";
    static final String NO_USER = "Provide valid Username";
    static final String NO_PASSWORD = "Provide valid Password";
    static final String NO_CONFIG_URL = "Provide valid configUrl";
    static final String CREDENTIALS_WITHOUT_BASIC =
            "Username and password should not be provided when usesBasic is false";
    static final String CONFIG_URL_WITHOUT_BASIC =
            "configUrl should not be provided when usesBasic is false";
    static final String NO_SECRETS_URL = "Provide valid secretsUrl with API Key";

    static final String FAILED = "Error triggering xMatters workflow";
    static final String NO_URL = "Error: no url provided";

    private static final String FLOW = "Error triggering xMatters flow: ";

    private XmattersTexts() {}

    static String later(int status) {
        return FLOW + "http status " + status + ", retry later";
    }

    static String unexpected(int status) {
        return FLOW + "unexpected status " + status;
    }
}
