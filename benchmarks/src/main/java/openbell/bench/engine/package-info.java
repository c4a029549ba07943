/// The strategy engine beside the libraries one could take instead. Start at {@link EngineBench}.
@NullMarked
package openbell.bench.engine;

import org.jspecify.annotations.NullMarked;
