/// The five services in one JVM, with a PostgreSQL and a Redis of their own. Start at {@link
/// openbell.embedded.Main}.
@NullMarked
package openbell.embedded;

import org.jspecify.annotations.NullMarked;
