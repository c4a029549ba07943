package openbell.notification.adapter;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import openbell.notification.render.LetterModel;
import openbell.notification.render.NoticeModel;
import openbell.notification.render.Rendered;
import openbell.notification.render.Renderer;

/// Letters from the Qute templates in `templates/notification`, one `.html` and one `.txt` each.
///
/// The engine is its own, not the application's: the same bytes in a test, in one process and in
/// five. HTML is escaped everywhere; there is no raw output in the template.
public final class QuteRenderer implements Renderer {
  private static final String HTML = "text/html";
  private static final String TEXT = "text/plain";

  private final Form signal;
  private final Form notice;

  public QuteRenderer() {
    Engine engine =
        Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(HTML)))
            .build();
    signal = form(engine, "signal");
    notice = form(engine, "notice");
  }

  /// One letter as HTML and as text.
  private record Form(Template html, Template text) {

    Rendered fill(String subject, String name, Object model) {
      return new Rendered(
          subject,
          html.data(name, model).data("chartCid", Rendered.CHART).render().strip() + "\n",
          text.data(name, model).render().strip() + "\n");
    }
  }

  private static Form form(Engine engine, String name) {
    return new Form(
        engine.parse(source(name + ".html"), Variant.forContentType(HTML), name + ".html"),
        engine.parse(source(name + ".txt"), Variant.forContentType(TEXT), name + ".txt"));
  }

  @Override
  public Rendered render(LetterModel letter) {
    return signal.fill(letter.subject(), "letter", letter);
  }

  @Override
  public Rendered render(NoticeModel letter) {
    return notice.fill(letter.subject(), "notice", letter);
  }

  private static String source(String name) {
    String path = "templates/notification/" + name;
    try (InputStream in = QuteRenderer.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the template is missing: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
