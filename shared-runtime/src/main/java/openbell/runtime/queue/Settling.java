package openbell.runtime.queue;

/// A lease to be ended, and how.
public record Settling(String id, long fence, Settlement settlement) {}
