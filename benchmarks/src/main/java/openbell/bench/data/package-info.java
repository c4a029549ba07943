/// Measures what a run costs beside its computation: bars from the cache, artifacts into the store.
/// Start at {@link DataBench}.
@NullMarked
package openbell.bench.data;

import org.jspecify.annotations.NullMarked;
