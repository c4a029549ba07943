package openbell.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// A day as it was, for `openbell simulate --trace`: when each run was asked for, whose it was, and
/// how long it kept a slot busy.
final class DayTrace {
  private static final String HEAD = "arrived,owner,portfolio,seconds";

  private DayTrace() {}

  /// @return how many runs it has
  static int write(Jdbi records, Batch batch, Path file) throws IOException {
    List<String> rows =
        records.withHandle(
            h ->
                h.createQuery(
                        """
                        select to_char(requested_at at time zone 'UTC',
                                       'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || ',' || owner || ','
                               || portfolio_id || ',' || to_char(duration_ms / 1000.0, 'FM990.000')
                        from scheduler.run
                        where session = :session and duration_ms is not null
                        order by requested_at, run_id
                        """)
                    .bind("session", batch.session())
                    .mapTo(String.class)
                    .list());
    Files.createDirectories(file.getParent());
    Files.write(file, Stream.concat(Stream.of(HEAD), rows.stream()).toList());
    return rows.size();
  }
}
