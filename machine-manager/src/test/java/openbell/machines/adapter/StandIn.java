package openbell.machines.adapter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A worker for tests: says that it is there, and ends as it is told.
public final class StandIn {
  private StandIn() {}

  /// `obeys DIR` ends on SIGTERM, `ignores DIR` does not, `dies DIR` ends at once.
  public static void main(String[] arguments) throws Exception {
    String manner = arguments[0];
    Path directory = Path.of(arguments[1]);
    if (manner.equals("dies")) {
      System.exit(1);
    }
    CountDownLatch never = new CountDownLatch(1);
    if (manner.equals("ignores")) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    try {
                      never.await();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }));
    }
    Files.writeString(directory.resolve(System.getenv("OPENBELL_MACHINE") + ".up"), manner);
    never.await();
  }
}
