/// How quickly workers appear when there is work, and what waiting for it costs. Start at {@link
/// openbell.bench.scale.ScaleBench}.
@NullMarked
package openbell.bench.scale;

import org.jspecify.annotations.NullMarked;
