/// The HTTP door of every service: who calls, what is refused, how errors look. A request passes
/// {@link RequestGate}, then {@link CallerFilter}, then a resource.
@NullMarked
package openbell.runtime.rest;

import org.jspecify.annotations.NullMarked;
