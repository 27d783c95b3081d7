package dev.patchbay.acceptance.terraform;

/** What the provider, or Terraform on its behalf, reports to its user. */
public final class ProviderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProviderException(String summary) {
        super(summary);
    }

    /** With the body of an answer as the detail. */
    static ProviderException status(int status, String body) {
        return new ProviderException(
                "Unexpected status code from server: got HTTP " + status + "\n" + body);
    }
}
