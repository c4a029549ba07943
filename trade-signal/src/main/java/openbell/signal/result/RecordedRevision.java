package openbell.signal.result;

import java.time.Instant;
import java.time.LocalDate;
import openbell.signal.restate.Revision;

/// Restated history that a run met.
public record RecordedRevision(String runId, LocalDate session, Revision found, Instant at) {}
