package openbell.notification.render;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A letter, written out: every value is a text as the reader sees it. Templates only place it.
///
/// @param preview the line that mail programs show beside the subject
/// @param verdict the whole answer in a few words
/// @param tone `buy`, `sell`, `mixed` or `calm`: the colour of the verdict
/// @param comparison what the run was compared with
/// @param chart null when there is no curve to draw
public record LetterModel(
    String subject,
    String preview,
    String portfolio,
    String session,
    String verdict,
    String tone,
    String comparison,
    List<Change> changes,
    List<Explanation> explanations,
    List<Figure> figures,
    List<Position> positions,
    int morePositions,
    @Nullable Chart chart,
    List<String> notes,
    Provenance provenance,
    String why) {

  public LetterModel {
    changes = List.copyOf(changes);
    explanations = List.copyOf(explanations);
    figures = List.copyOf(figures);
    positions = List.copyOf(positions);
    notes = List.copyOf(notes);
  }

  /// What changed in one symbol.
  ///
  /// @param word `BUY` or `SELL`
  /// @param tone `buy` or `sell`
  public record Change(
      String symbol,
      String name,
      String word,
      String tone,
      String headline,
      String from,
      String to,
      String detail) {}

  /// Why, for one symbol.
  public record Explanation(String title, List<Line> lines) {
    public Explanation {
      lines = List.copyOf(lines);
    }
  }

  /// @param mark `yes`, `no`, `not yet` or empty
  /// @param left indentation in pixels
  /// @param indent for the text alternative
  public record Line(int left, String mark, String text, String indent) {}

  /// One number with its name.
  ///
  /// @param tone `up`, `down` or `plain`
  public record Figure(String label, String value, String note, String tone) {}

  /// One symbol as it stands.
  ///
  /// @param tone `buy`, `sell`, `hold` or `empty`
  public record Position(
      String symbol,
      String name,
      String state,
      String tone,
      String weight,
      String close,
      String since,
      String profit,
      String profitTone) {}

  /// What stands around the drawing, so that the picture itself needs no letters.
  public record Chart(
      String alt,
      String title,
      String first,
      String last,
      String high,
      String low,
      String change,
      String changeTone,
      String benchmark) {}

  /// How anyone can check it.
  public record Provenance(
      String runId,
      String page,
      String asOf,
      String strategy,
      String data,
      String engine,
      String artifact) {}
}
