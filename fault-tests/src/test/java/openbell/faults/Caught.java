package openbell.faults;

import java.util.List;
import openbell.runtime.queue.JobView;

/// A worker that stands still with jobs in its hands.
record Caught(Program worker, List<JobView> jobs) {}
