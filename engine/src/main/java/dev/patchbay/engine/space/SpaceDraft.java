package dev.patchbay.engine.space;

import java.util.List;
import java.util.Optional;

/** A space to be written; empty = not sent. */
public record SpaceDraft(
        String id,
        String name,
        Optional<String> description,
        Optional<String> initials,
        Optional<String> color,
        Optional<String> imageUrl,
        Optional<String> solution,
        List<String> disabledFeatures) {

    public SpaceDraft {
        disabledFeatures = List.copyOf(disabledFeatures);
    }
}
