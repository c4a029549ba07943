package openbell.notification.adapter;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openbell.notification.render.Words;

/// The templates of `letter/`, compiled once for one language and one form.
///
/// Before a template is compiled, `[[key]]` in it becomes the words of that key, and `[[css.name]]`
/// the inline style of that name: what never changes costs nothing per mail. HTML is escaped
/// everywhere; there is no raw output in any template. The engine is its own, not the
/// application's:
/// the same bytes in a test, in one process and in five.
final class MailTemplates {
  private static final String FOLDER = "letter/";
  private static final String HTML = "text/html";
  private static final String TEXT = "text/plain";
  private static final Pattern KEY = Pattern.compile("\\[\\[([a-zA-Z0-9.]+)]]");
  private static final String STYLE = "css.";

  private final Engine engine;

  private MailTemplates(Engine engine) {
    this.engine = engine;
  }

  static MailTemplates html(Words words) {
    Properties look = new Properties();
    read("look.properties", look);
    // What a language shows otherwise than the rest.
    read("look_" + words.tag().substring(0, 2) + ".properties", look);
    return new MailTemplates(engine(words, look, ".html", HTML));
  }

  private static void read(String name, Properties into) {
    try (Reader in = new InputStreamReader(open(name), StandardCharsets.UTF_8)) {
      into.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MailTemplates text(Words words) {
    return new MailTemplates(engine(words, new Properties(), ".txt", TEXT));
  }

  /// @throws IllegalStateException when there is none
  Template get(String name) {
    Template template = engine.getTemplate(name);
    if (template == null) {
      throw new IllegalStateException("the template is missing: " + name);
    }
    return template;
  }

  private static Engine engine(Words words, Properties look, String suffix, String type) {
    return Engine.builder()
        .addDefaults()
        .addValueResolver(new ReflectionValueResolver())
        .addResultMapper(new HtmlEscaper(List.of(HTML)))
        .addLocator(
            id ->
                Optional.of(
                    new Source(
                        filled(source(id + suffix), words, look, type.equals(HTML)),
                        Variant.forContentType(type))))
        .build();
  }

  private record Source(String text, Variant variant) implements TemplateLocator.TemplateLocation {
    @Override
    public Reader read() {
      return new StringReader(text);
    }

    @Override
    public Optional<Variant> getVariant() {
      return Optional.of(variant);
    }
  }

  private static String filled(String source, Words words, Properties look, boolean html) {
    return KEY.matcher(source)
        .replaceAll(
            found -> {
              String key = found.group(1);
              String value =
                  key.startsWith(STYLE)
                      ? filled(style(look, key.substring(STYLE.length())), words, look, html)
                      : escaped(words.say(key), html);
              return Matcher.quoteReplacement(value);
            });
  }

  private static String style(Properties look, String name) {
    return Objects.requireNonNull(look.getProperty(name), "there is no style " + name);
  }

  private static String escaped(String words, boolean html) {
    return html ? words.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;") : words;
  }

  private static String source(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    InputStream in = MailTemplates.class.getClassLoader().getResourceAsStream(FOLDER + name);
    if (in == null) {
      throw new IllegalStateException("this is missing: " + FOLDER + name);
    }
    return in;
  }
}
