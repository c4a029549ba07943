package openbell.runtime.owned;

/// One row of what somebody owns.
///
/// @param key in the order of the rows; for a file per row also its name
/// @param text JSON on one line, or the text of the file
public record OwnedRow(String key, String text) {}
