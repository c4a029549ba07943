/// What was sent, word for word; how to find it, and how to send it again on purpose. Start at
/// {@link MailArchive}.
@NullMarked
package openbell.notification.archive;

import org.jspecify.annotations.NullMarked;
