/// What a notification says, and how it looks. Start at {@link Letter}.
@NullMarked
package openbell.notification.render;

import org.jspecify.annotations.NullMarked;
