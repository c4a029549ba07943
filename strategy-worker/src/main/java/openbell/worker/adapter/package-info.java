/// Where bars come from, and what needs a library. Start at {@link CsvBarSource}.
@NullMarked
package openbell.worker.adapter;

import org.jspecify.annotations.NullMarked;
