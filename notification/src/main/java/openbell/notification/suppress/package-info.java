/// Whom mail is not sent to. Start at {@link SuppressionList}.
@NullMarked
package openbell.notification.suppress;

import org.jspecify.annotations.NullMarked;
