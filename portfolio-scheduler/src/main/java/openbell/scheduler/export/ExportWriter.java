package openbell.scheduler.export;

/// Writes an export. The same run gives the same bytes.
@FunctionalInterface
public interface ExportWriter {
  byte[] write(RecordedRun run);
}
