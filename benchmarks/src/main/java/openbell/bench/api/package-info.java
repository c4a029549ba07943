/// Requests to a running API, counted from the moment they were meant. Start at {@link ApiBench}.
@NullMarked
package openbell.bench.api;

import org.jspecify.annotations.NullMarked;
