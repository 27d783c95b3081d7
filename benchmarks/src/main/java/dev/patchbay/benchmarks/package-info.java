/** Load runs against the packaged server, each beside its yardstick. See docs/performance.md. */
@NullMarked
package dev.patchbay.benchmarks;

import org.jspecify.annotations.NullMarked;
