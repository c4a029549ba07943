package openbell.runtime.rest;

import java.util.List;
import openbell.runtime.rest.Problem.PlaceError;

/// A problem as a page for a person: what happened, what it means for them, and the way on.
///
/// Made of text alone, so that it can be shown when nothing else works.
public final class ProblemPage {
  private static final String HOME = "<a class=\"button\" href=\"/\">Portfolios</a>";
  private static final String LOG_IN = "<a class=\"button primary\" href=\"/login\">Log in</a> ";
  private static final String AGAIN = "<a class=\"button primary\" href=\"\">Try again</a> ";

  private ProblemPage() {}

  /// @param detail a sentence; escaped here
  public static String of(int status, String detail) {
    return of(status, detail, List.of());
  }

  static String of(Problem problem) {
    return of(problem.status(), problem.detail(), problem.errors());
  }

  private static String of(int status, String detail, List<PlaceError> errors) {
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>%1$s · Openbell</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="/assets/logo.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/assets/openbell.css"></head>
        <body class="reader"><header class="top"><div class="top-inner"><a class="brand" href="/"><img src="/assets/logo.svg" alt="" width="28" height="28">Openbell</a></div></header>
        <main id="content"><div class="problem"><p class="status">%2$d</p><h1>%1$s</h1><p>%3$s</p>%4$s<p class="next">%5$s</p></div></main>
        </body></html>
        """
        .formatted(title(status), status, escaped(detail), list(errors), way(status));
  }

  /// What a person would call it.
  private static String title(int status) {
    return switch (status) {
      case 400, 422 -> "This cannot be done as asked";
      case 401 -> "Please log in";
      case 403 -> "This is not open to you";
      case 404 -> "There is nothing here";
      case 405 -> "This cannot be done here";
      case 409, 412 -> "Something changed meanwhile";
      case 413 -> "That is too much at once";
      case 429 -> "A little too fast";
      case 502, 503, 504 -> "This part is away for a moment";
      default -> status >= 500 ? "Something went wrong on our side" : "The request was refused";
    };
  }

  private static String way(int status) {
    return switch (status) {
      case 401 -> LOG_IN + HOME;
      case 429, 500, 502, 503, 504 -> AGAIN + HOME;
      default -> HOME;
    };
  }

  private static String list(List<PlaceError> errors) {
    if (errors.isEmpty()) {
      return "";
    }
    StringBuilder list = new StringBuilder("<ul>");
    for (PlaceError error : errors) {
      list.append("<li>").append(escaped(error.detail()));
      if (!error.hint().isEmpty()) {
        list.append(" ").append(escaped(error.hint()));
      }
      list.append("</li>");
    }
    return list.append("</ul>").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
