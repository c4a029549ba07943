package openbell.notification.render;

import java.util.List;

/// A notice, written out.
///
/// @param button text of the one link, empty for none
/// @param link where it leads
/// @param why why the reader gets this
public record NoticeModel(
    String subject,
    String preview,
    String portfolio,
    String title,
    List<String> paragraphs,
    String button,
    String link,
    String why) {
  public NoticeModel {
    paragraphs = List.copyOf(paragraphs);
  }
}
