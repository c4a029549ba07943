package openbell.worker.engine.planted;

import java.nio.file.Files;
import java.nio.file.Path;

/// Arithmetic that reads a file.
public class EngineThatReadsFiles {
  boolean reads(Path path) {
    return Files.exists(path);
  }
}
