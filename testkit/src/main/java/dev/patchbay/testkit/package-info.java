/** Fixtures that the tests of several modules share. Never on the class path of the product. */
@NullMarked
package dev.patchbay.testkit;

import org.jspecify.annotations.NullMarked;
