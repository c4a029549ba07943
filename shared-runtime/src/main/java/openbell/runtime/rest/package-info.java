/// The HTTP door of every service: who calls, what is refused, how errors look. Start at
/// {@link Caller}.
@NullMarked
package openbell.runtime.rest;

import org.jspecify.annotations.NullMarked;
