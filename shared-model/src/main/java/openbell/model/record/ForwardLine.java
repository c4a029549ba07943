package openbell.model.record;

/// An entry as it was stored or exported, with what can be told of it before the chain is looked
/// at.
///
/// @param stated the hash that stands beside the entry
/// @param computed the hash of the entry as it was read
public record ForwardLine(ForwardEntry entry, String stated, String computed) {}
