/// One run: fetch, evaluate, store, announce. Start at {@link RunExecutor}.
@NullMarked
package openbell.worker.run;

import org.jspecify.annotations.NullMarked;
