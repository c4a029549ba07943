/// Where records and artifacts are kept. Start at {@link JdbiSignalHistory}.
@NullMarked
package openbell.signal.adapter;

import org.jspecify.annotations.NullMarked;
