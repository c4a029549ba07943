/// Measures market data and artifacts.
@NullMarked
package openbell.bench.data;

import org.jspecify.annotations.NullMarked;
