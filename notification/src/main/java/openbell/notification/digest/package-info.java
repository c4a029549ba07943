/// A day's notifications to one reader in one mail. Start at {@link DigestRules}.
@NullMarked
package openbell.notification.digest;

import org.jspecify.annotations.NullMarked;
