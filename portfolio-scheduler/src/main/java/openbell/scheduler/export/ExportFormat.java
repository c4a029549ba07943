package openbell.scheduler.export;

/// What an export is.
public enum ExportFormat {
  /// One page that needs nothing else.
  HTML("report.html", "html-1"),
  /// One SQLite database.
  SQLITE("run.sqlite", "sqlite-1");

  private final String file;
  private final String folder;

  /// @param folder with the version of the form: another form is another file
  ExportFormat(String file, String folder) {
    this.file = file;
    this.folder = folder;
  }

  public String file() {
    return file;
  }

  String folder() {
    return folder;
  }
}
