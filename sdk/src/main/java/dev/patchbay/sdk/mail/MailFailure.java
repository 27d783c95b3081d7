package dev.patchbay.sdk.mail;

import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;

/**
 * A message that the server did not take, or of which nobody knows.
 *
 * @param effect none, or unknown when the answer to the final dot is missing
 * @param stage where it broke
 * @param text nodemailer's, such as {@code Invalid login: 535 5.7.8 …}
 */
public record MailFailure(Reason reason, Effect effect, MailStage stage, String text)
        implements MailResult {}
