package dev.patchbay.demo;

/** Takes every request below {@code /hook} and says thank you. */
final class AnyWebhook implements Vendor {

    @Override
    public String prefix() {
        return "/hook";
    }

    @Override
    public Reply answer(Received request) {
        return Reply.json(200, "{\"received\":true}");
    }
}
