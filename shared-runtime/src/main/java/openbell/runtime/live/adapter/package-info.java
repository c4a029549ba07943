/// How what happens to runs leaves a process. Start at {@link BatchingSink}.
@NullMarked
package openbell.runtime.live.adapter;

import org.jspecify.annotations.NullMarked;
