@NullMarked
package dev.patchbay.net;

import org.jspecify.annotations.NullMarked;
