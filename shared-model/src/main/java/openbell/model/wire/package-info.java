/// JSON, spoken here and nowhere else in the model. Start at {@link MessageCodec}.
@NullMarked
package openbell.model.wire;

import org.jspecify.annotations.NullMarked;
