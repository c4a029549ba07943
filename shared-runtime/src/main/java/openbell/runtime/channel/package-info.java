/// The port a feature sends messages through: {@link Outlet}.
@NullMarked
package openbell.runtime.channel;

import org.jspecify.annotations.NullMarked;
