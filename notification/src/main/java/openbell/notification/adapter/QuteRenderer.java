package openbell.notification.adapter;

import io.quarkus.qute.Template;
import java.util.Map;
import java.util.stream.Collectors;
import openbell.notification.adapter.SlottedText.Parts;
import openbell.notification.render.DigestModel;
import openbell.notification.render.LetterModel;
import openbell.notification.render.NoticeModel;
import openbell.notification.render.ReaderModel;
import openbell.notification.render.Rendered;
import openbell.notification.render.Renderer;
import openbell.notification.render.Slots;
import openbell.notification.render.Words;

/// Letters from the Qute templates in `letter/`: one set for all languages.
public final class QuteRenderer implements Renderer {
  private static final Map<String, Character> SLOTS =
      Map.of("plan", Slots.PLAN, "since", Slots.SINCE, "foot", Slots.FOOT);

  private final Map<String, Language> languages =
      Words.all().stream().collect(Collectors.toUnmodifiableMap(Words::tag, Language::of));

  /// The templates of one language.
  private record Language(Set html, Set text) {
    static Language of(Words words) {
      return new Language(Set.of(MailTemplates.html(words)), Set.of(MailTemplates.text(words)));
    }
  }

  private record Set(
      Template signal,
      Template notice,
      Template digest,
      Template plan,
      Template since,
      Template foot) {
    static Set of(MailTemplates templates) {
      return new Set(
          templates.get("signal"),
          templates.get("notice"),
          templates.get("digest"),
          templates.get("plan"),
          templates.get("since"),
          templates.get("foot"));
    }

    String signal(LetterModel letter) {
      return signal
          .data("m", letter)
          .data("slots", SLOTS)
          .data("chartCid", Rendered.CHART)
          .render();
    }

    Parts parts(ReaderModel reader) {
      return new Parts(
          reader.ownTime(),
          reader.plan() == null ? "" : plan.data("plan", reader.plan()).render(),
          reader.since() == null ? "" : since.data("since", reader.since()).render(),
          foot.data("foot", reader.foot()).render());
    }
  }

  @Override
  public Form form(LetterModel letter) {
    Language language = language(letter.language());
    SlottedText html = SlottedText.of(finished(language.html().signal(letter)));
    SlottedText text = SlottedText.of(language.text().signal(letter));
    return reader ->
        new Rendered(
            letter.subject(),
            reader.textOnly() ? "" : html.fill(language.html().parts(reader)),
            paragraphs(text.fill(language.text().parts(reader))));
  }

  @Override
  public Rendered render(NoticeModel notice) {
    Language language = language(notice.language());
    return new Rendered(
        notice.subject(),
        notice.textOnly() ? "" : finished(language.html().notice().data("m", notice).render()),
        paragraphs(language.text().notice().data("m", notice).render()));
  }

  @Override
  public Rendered render(DigestModel digest) {
    Language language = language(digest.language());
    return new Rendered(
        digest.subject(),
        digest.textOnly() ? "" : finished(language.html().digest().data("m", digest).render()),
        paragraphs(language.text().digest().data("m", digest).render()));
  }

  private Language language(String tag) {
    Language language = languages.get(tag);
    if (language == null) {
      throw new IllegalArgumentException("there are no templates in " + tag);
    }
    return language;
  }

  private static String finished(String html) {
    return html.strip() + "\n";
  }

  /// At most one empty line in a row, and none at the ends: parts come and go, gaps do not.
  static String paragraphs(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int breaks = 2;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      breaks = c == '\n' ? breaks + 1 : 0;
      if (breaks <= 2) {
        out.append(c);
      }
    }
    while (!out.isEmpty() && out.charAt(out.length() - 1) == '\n') {
      out.setLength(out.length() - 1);
    }
    return out.append('\n').toString();
  }
}
