package openbell.worker.wiring;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/// Tells a fleet of processes that this worker works, by making the file it was asked for.
@Singleton
final class UpMark {
  private static final Logger LOG = Logger.getLogger(UpMark.class);

  /// Path of the file; unset when nobody wants to know.
  private static final String FILE = "OPENBELL_MACHINE_UP";

  // After everything else that starts: then the channels are open.
  void make(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER + 500) StartupEvent started) {
    String file = System.getenv(FILE);
    if (file == null) {
      return;
    }
    try {
      Files.writeString(Path.of(file), "");
    } catch (IOException e) {
      // The worker works all the same; its fleet will take it for stuck.
      LOG.warnf("cannot say that this worker is up: %s", e);
    }
  }
}
