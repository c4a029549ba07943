package openbell.notification.render;

/// Puts a letter into its form.
public interface Renderer {
  Rendered render(LetterModel letter);

  Rendered render(NoticeModel notice);
}
