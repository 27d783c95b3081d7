package dev.patchbay.acceptance.terraform;

import java.util.Set;

/** What an apply would do to one resource. */
public sealed interface Plan {

    /** No difference. */
    record Nothing() implements Plan {}

    /** It is not there. */
    record Create() implements Plan {}

    /** In place, because of these attributes. */
    record Update(Set<String> attributes) implements Plan {}

    /** Destroy, then create, because of these attributes. */
    record Replace(Set<String> attributes) implements Plan {}
}
