package openbell.signal.subscribe;

/// Something in a wish that cannot be used.
///
/// @param field of the form or the body
/// @param message what is wrong
/// @param fix what to write instead
/// @param chinese both, for a reader who reads Simplified Chinese
public record Flaw(String field, String message, String fix, String chinese) {}
