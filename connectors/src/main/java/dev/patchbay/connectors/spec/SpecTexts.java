package dev.patchbay.connectors.spec;

/**
 * What types described as data say: like {@code .webhook}, with their own name.
 *
 * @param name of the type
 */
record SpecTexts(String name) {

    String notNow() {
        return "error calling " + name;
    }

    String retryLater() {
        return notNow() + ", retry later";
    }

    String retryAt(String time) {
        return notNow() + ", retry at " + time;
    }

    String invalidResponse() {
        return notNow() + ", invalid response";
    }

    String requestFailed() {
        return notNow() + ", request failed";
    }
}
