package openbell.notification.render;

/// Puts a letter into its form.
public interface Renderer {

  /// What all readers share, to be kept and filled for each of them.
  Form form(LetterModel letter);

  Rendered render(NoticeModel notice);

  Rendered render(DigestModel digest);

  /// A letter with its slots open. Safe for use by many threads.
  interface Form {
    /// The same reader's part gives the same bytes.
    Rendered fill(ReaderModel reader);
  }
}
