package openbell.model.run;

/// Bars that the owner of a portfolio brought along: where they are, and how to know them.
///
/// @param stored bytes of {@link openbell.model.wire.BarCodec}
public record OwnBars(String symbol, ArtifactRef stored) {}
