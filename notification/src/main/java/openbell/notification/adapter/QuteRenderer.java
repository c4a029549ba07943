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
import openbell.notification.render.Rendered;
import openbell.notification.render.Renderer;

/// Letters from the Qute templates `templates/notification/signal.html` and `signal.txt`.
///
/// The engine is its own, not the application's: the same bytes in a test, in one process and in
/// five. HTML is escaped everywhere; there is no raw output in the template.
public final class QuteRenderer implements Renderer {
  private static final String HTML = "text/html";
  private static final String TEXT = "text/plain";

  private final Template html;
  private final Template text;

  public QuteRenderer() {
    Engine engine =
        Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(HTML)))
            .build();
    html = engine.parse(source("signal.html"), Variant.forContentType(HTML), "signal.html");
    text = engine.parse(source("signal.txt"), Variant.forContentType(TEXT), "signal.txt");
  }

  @Override
  public Rendered render(LetterModel letter) {
    return new Rendered(
        letter.subject(),
        html.data("letter", letter).data("chartCid", Rendered.CHART).render().strip() + "\n",
        text.data("letter", letter).render().strip() + "\n");
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
