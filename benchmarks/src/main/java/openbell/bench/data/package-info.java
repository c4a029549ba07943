/// Reading market data and writing artifacts, beside what one could use instead. Start at {@link
/// DataBench}.
@NullMarked
package openbell.bench.data;

import org.jspecify.annotations.NullMarked;
