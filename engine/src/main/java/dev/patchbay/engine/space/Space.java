package dev.patchbay.engine.space;

import java.util.List;
import java.util.Optional;

/** A space as it is stored; empty = never sent (contract/security-and-spaces.md, section 1.1). */
public record Space(
        String id,
        String name,
        Optional<String> description,
        Optional<String> initials,
        Optional<String> color,
        Optional<String> imageUrl,
        Optional<String> solution,
        List<String> disabledFeatures,
        boolean reserved) {

    /** The id of the space that always exists. */
    public static final String DEFAULT_ID = "default";

    public Space {
        disabledFeatures = List.copyOf(disabledFeatures);
    }

    /** The default space of a first start (section 1.3). */
    public static Space initialDefault() {
        return new Space(
                DEFAULT_ID,
                "Default",
                Optional.of("This is your default space!"),
                Optional.empty(),
                Optional.of("#00bfb3"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                true);
    }
}
