/// Messages that commit together with a record. Start at {@link Outbox}.
@NullMarked
package openbell.runtime.outbox;

import org.jspecify.annotations.NullMarked;
