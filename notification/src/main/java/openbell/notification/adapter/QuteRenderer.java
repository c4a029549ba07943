package openbell.notification.adapter;

import io.quarkus.qute.Template;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import openbell.notification.adapter.SlottedText.Part;
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

  /// Parts kept per letter: one per day of subscription, and one per reason to get it.
  private static final int MOST_PARTS = 64;

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

    /// Of the parts that many readers have in common, each is rendered once.
    Part parts(ReaderModel reader, Map<Object, SlottedText> known, UnaryOperator<String> safe) {
      ReaderModel.Foot end = reader.foot();
      ReaderModel.Plan own = reader.plan();
      ReaderModel.Since gone = reader.since();
      String planned = own == null ? "" : plan.data("plan", own).render();
      String went =
          gone == null
              ? ""
              : once(known, gone, () -> since.data("since", gone).render()).fill(_ -> "");
      String last =
          once(known, end.withoutLinks(), () -> foot.data("foot", end.withSlots()).render())
              .fill(
                  slot ->
                      safe.apply(
                          slot == Slots.PREFERENCES ? end.preferences() : end.unsubscribe()));
      String time = safe.apply(reader.ownTime());
      return slot ->
          switch (slot) {
            case Slots.OWN_TIME -> time;
            case Slots.PLAN -> planned;
            case Slots.SINCE -> went;
            default -> last;
          };
    }

    private static SlottedText once(
        Map<Object, SlottedText> known, Object part, Supplier<String> render) {
      SlottedText there = known.get(part);
      if (there != null) {
        return there;
      }
      SlottedText made = SlottedText.of(render.get());
      if (known.size() < MOST_PARTS) {
        known.put(part, made);
      }
      return made;
    }
  }

  @Override
  public Form form(LetterModel letter) {
    Language language = language(letter.language());
    SlottedText html = SlottedText.of(finished(language.html().signal(letter)));
    SlottedText text = SlottedText.of(language.text().signal(letter));
    Map<Object, SlottedText> htmlParts = new ConcurrentHashMap<>();
    Map<Object, SlottedText> textParts = new ConcurrentHashMap<>();
    return reader ->
        new Rendered(
            letter.subject(),
            reader.textOnly()
                ? ""
                : html.fill(language.html().parts(reader, htmlParts, QuteRenderer::escaped)),
            paragraphs(
                text.fill(language.text().parts(reader, textParts, UnaryOperator.identity()))));
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

  /// For what is put in without a template.
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
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
