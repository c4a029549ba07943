package openbell.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The project's own Java files, parsed by the JDK's compiler and not compiled.
record Sources(List<CompilationUnitTree> units, Trees trees) {

  /// The root folder of the project, set by the build.
  static Path root() {
    return Path.of(System.getProperty("openbell.root", "../.."));
  }

  static Sources parse(Predicate<Path> wanted) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root())) {
      modules.filter(Files::isDirectory).forEach(module -> collect(module, wanted, files));
    }
    collect(root().resolve("deploy/embedded"), wanted, files);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      return new Sources(units, Trees.instance(task));
    }
  }

  private static void collect(Path module, Predicate<Path> wanted, List<Path> files) {
    Path sources = module.resolve("src");
    if (!Files.isDirectory(sources)) {
      return;
    }
    try (Stream<Path> found = Files.walk(sources)) {
      found.filter(file -> file.toString().endsWith(".java")).filter(wanted).forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Path of a unit, relative to the root.
  static String nameOf(CompilationUnitTree unit) {
    Path file = Path.of(unit.getSourceFile().toUri());
    return root().toAbsolutePath().normalize().relativize(file.normalize()).toString();
  }
}
