/// What the provider tells us after the call. Start at {@link ProviderEvents}.
@NullMarked
package openbell.notification.event;

import org.jspecify.annotations.NullMarked;
