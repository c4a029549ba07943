package openbell.notification.render;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A letter, written out, except for what only one reader is told (see {@link ReaderModel}): the
/// same for all readers of one language. Every value is a text as the reader sees it, with
/// {@link Slots} where something of the reader's own belongs. Templates only place it.
///
/// @param preview the line that mail programs show beside the subject
/// @param day the session's day, in words
/// @param badges what is special about this letter, in a word or two each
/// @param verdict the whole answer in a few words
/// @param tone `buy`, `sell`, `mixed` or `calm`: the colour of the verdict
/// @param comparison what the run was compared with
/// @param moreChanges changes that were left out, in words; empty for none
/// @param week what each session of the week changed; empty in a daily letter
/// @param notes sentences that other services wrote, in English
/// @param morePositions what was left out of the table, in words; empty for nothing
/// @param chart null when there is no curve to draw
/// @param data where and when, label by label
public record LetterModel(
    String language,
    String subject,
    String preview,
    String day,
    String portfolio,
    List<String> badges,
    String verdict,
    String tone,
    String comparison,
    List<Change> changes,
    String moreChanges,
    List<WeekDay> week,
    List<String> notes,
    List<Explanation> explanations,
    List<Position> positions,
    String morePositions,
    List<Figure> figures,
    @Nullable Chart chart,
    List<Row> data,
    Provenance provenance) {

  public LetterModel {
    badges = List.copyOf(badges);
    changes = List.copyOf(changes);
    week = List.copyOf(week);
    notes = List.copyOf(notes);
    explanations = List.copyOf(explanations);
    positions = List.copyOf(positions);
    figures = List.copyOf(figures);
    data = List.copyOf(data);
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

  /// What one session of a week changed.
  ///
  /// @param moves empty for nothing
  /// @param more moves that were left out, in words; empty for none
  public record WeekDay(String day, List<Move> moves, String more) {
    public WeekDay {
      moves = List.copyOf(moves);
    }
  }

  /// A change in one line.
  public record Move(String word, String tone, String symbol, String text) {}

  /// Why, for one symbol.
  ///
  /// @param flips how far it is from turning
  public record Explanation(String title, List<Line> lines, List<String> flips) {
    public Explanation {
      lines = List.copyOf(lines);
      flips = List.copyOf(flips);
    }
  }

  /// @param mark what the rule says, in a word; empty for a number
  /// @param tone `yes` or `no`
  /// @param left indentation in pixels
  /// @param indent for the text alternative
  public record Line(int left, String mark, String tone, String text, String indent) {}

  /// One number with its name.
  ///
  /// @param tone `up`, `down` or `plain`
  public record Figure(String label, String value, String note, String tone) {}

  /// One symbol as it stands.
  ///
  /// @param tone `buy`, `sell`, `hold` or `empty`
  /// @param text all of it in one line, but for the symbol and its state
  public record Position(
      String symbol,
      String name,
      String state,
      String tone,
      String weight,
      String close,
      String since,
      String profit,
      String profitTone,
      String text) {}

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

  /// One fact with its name.
  public record Row(String label, String value) {}

  /// How anyone can check it.
  public record Provenance(
      String runId, String page, String strategy, String data, String engine, String artifact) {}
}
