package dev.patchbay.engine.connector;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;

import java.util.Comparator;
import java.util.List;

/**
 * The order of lists: JavaScript's {@code localeCompare} in the root locale
 * (contract/actions-api.md, section 6.5). Blanks and punctuation count and come before digits and
 * letters, lower case comes before upper case when nothing else differs. Stateless.
 */
final class NameOrder {

    private NameOrder() {}

    /** Loaded at the first list: the rules take some 50 ms to read. */
    private static final class Rules {
        private static final RuleBasedCollator ROOT =
                (RuleBasedCollator) Collator.getInstance(ULocale.ROOT).freeze();
    }

    /** Sorts by name; entries of one name keep their order. */
    static void sort(List<ListedConnector> list) {
        // A frozen collator takes a lock for each comparison, a copy of one's own takes none.
        RuleBasedCollator own = Rules.ROOT.cloneAsThawed();
        list.sort(Comparator.comparing(entry -> entry.connector().name(), own::compare));
    }
}
