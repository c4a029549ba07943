package openbell.signal.wiring;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/// Marks the relay of this service: in one process with the others there is one per schema.
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface SignalOutbox {}
