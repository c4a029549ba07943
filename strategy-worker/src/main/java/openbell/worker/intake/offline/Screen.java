package openbell.worker.intake.offline;

/// What the reader's output can show.
///
/// @param columns characters of a line
/// @param colour true: a terminal that wants colour
/// @param unicode true: block and line characters arrive as they are
record Screen(int columns, boolean colour, boolean unicode) {
  /// What is assumed when nobody knows.
  static final int USUAL_COLUMNS = 80;

  private static final int LEAST_COLUMNS = 60;

  /// Longer lines are hard to follow with the eye.
  private static final int MOST_COLUMNS = 120;

  private static final String ESCAPE = "\u001b[";

  /// How a word stands out.
  enum Style {
    PLAIN(""),
    BOLD("1"),
    FAINT("2"),
    GOOD("32"),
    BAD("31"),
    CURVE("34"),
    OTHER("33");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  Screen {
    columns = Math.clamp(columns, LEAST_COLUMNS, MOST_COLUMNS);
  }

  /// `text` in a style, or as it is without colour.
  String paint(Style style, String text) {
    return !colour || style == Style.PLAIN || text.isBlank()
        ? text
        : ESCAPE + style.code + "m" + text + ESCAPE + "0m";
  }

  /// The first where block characters can be shown, otherwise the second.
  String pick(String unicodeText, String asciiText) {
    return unicode ? unicodeText : asciiText;
  }
}
