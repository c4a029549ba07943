/// At most one possibly-accepted send per key. Start at {@link Delivery}.
@NullMarked
package openbell.notification.deliver;

import org.jspecify.annotations.NullMarked;
