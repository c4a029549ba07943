package openbell.runtime.queue;

/// A sign of life for one job.
///
/// @param checkpoint progress to keep for the next attempt; empty for no news
public record Beat(String id, long fence, byte[] checkpoint) {}
