/// What this worker worked on, told to those who plan machines and account for them. Start at
/// {@link openbell.worker.measure.WorkMeter}.
@NullMarked
package openbell.worker.measure;

import org.jspecify.annotations.NullMarked;
