/// Faults, really injected into real processes. Start at {@link City}, then read a scenario class.
@NullMarked
package openbell.faults;

import org.jspecify.annotations.NullMarked;
