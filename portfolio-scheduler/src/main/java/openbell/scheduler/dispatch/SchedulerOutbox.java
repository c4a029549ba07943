package openbell.scheduler.dispatch;

import openbell.runtime.outbox.OutboxRelay;

/// The relay of the scheduler's own outbox, told apart from those of the services beside it.
public record SchedulerOutbox(OutboxRelay relay) {}
