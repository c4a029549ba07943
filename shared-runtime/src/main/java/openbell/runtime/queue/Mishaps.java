package openbell.runtime.queue;

/// What went wrong in a queue since it exists, or since its server lost its data.
///
/// @param crashes leases that ran out and were counted against their job
/// @param amnesties leases that ran out while everybody was away, and were forgiven
/// @param orphans index entries whose job was missing
public record Mishaps(long crashes, long amnesties, long orphans) {}
