/// API keys in PostgreSQL: {@link JdbiApiKeys}.
@NullMarked
package openbell.runtime.access.adapter;

import org.jspecify.annotations.NullMarked;
