package openbell.notification.render;

import java.util.List;
import openbell.notification.render.LetterModel.Row;
import openbell.notification.render.ReaderModel.Foot;

/// A notice, written out.
///
/// @param tone colour of the title, as in {@link LetterModel}
/// @param facts what it is about, label by label
/// @param button text of the one link, empty for none
/// @param link where it leads
public record NoticeModel(
    String language,
    String subject,
    String preview,
    String day,
    String portfolio,
    List<String> badges,
    String verdict,
    String tone,
    List<String> paragraphs,
    List<Row> facts,
    String button,
    String link,
    Foot foot,
    boolean textOnly) {
  public NoticeModel {
    badges = List.copyOf(badges);
    paragraphs = List.copyOf(paragraphs);
    facts = List.copyOf(facts);
  }
}
