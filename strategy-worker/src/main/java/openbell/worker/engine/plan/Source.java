package openbell.worker.engine.plan;

/// One output of one step.
public record Source(int step, int output) {}
