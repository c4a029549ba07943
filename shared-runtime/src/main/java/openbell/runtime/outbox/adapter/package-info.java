/// The outbox in PostgreSQL: {@link JdbiOutbox}.
@NullMarked
package openbell.runtime.outbox.adapter;

import org.jspecify.annotations.NullMarked;
