package openbell.scheduler.dispatch;

import openbell.runtime.outbox.Vouching;

/// Answers for what the scheduler's own outbox sent, told apart from the services beside it.
public record SchedulerVouching(Vouching vouching) {}
