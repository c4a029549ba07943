/// Builds notification from configuration. Start at {@link NotificationWiring}.
@NullMarked
package openbell.notification.wiring;

import org.jspecify.annotations.NullMarked;
