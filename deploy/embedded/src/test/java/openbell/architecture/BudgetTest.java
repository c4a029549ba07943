package openbell.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The size of files and methods stays what a reader can hold in mind.
class BudgetTest {
  private static final int LONGEST_FILE = 300;
  private static final int LONGEST_METHOD = 40;
  private static final int USUAL_METHOD = 20;

  @Test
  void noFileIsLongerThanAReaderCanHold() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (CompilationUnitTree unit : Sources.parse(_ -> true).units()) {
      long lines = Files.readAllLines(Path.of(unit.getSourceFile().toUri())).size();
      if (lines > LONGEST_FILE) {
        tooLong.add(Sources.nameOf(unit) + " has " + lines + " lines");
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void noMethodIsLongerThanAScreenAndMostAreShort() throws IOException {
    List<Method> methods = methodsOf(Sources.parse(file -> file.toString().contains("/src/main/")));

    assertThat(methods.stream().filter(method -> method.lines() > LONGEST_METHOD)).isEmpty();
    long usual = methods.stream().filter(method -> method.lines() <= USUAL_METHOD).count();
    assertThat(usual * 100.0 / Math.max(1, methods.size()))
        .as("percent of %d methods with at most %d lines", methods.size(), USUAL_METHOD)
        .isGreaterThanOrEqualTo(95);
  }

  private static List<Method> methodsOf(Sources sources) {
    List<Method> methods = new ArrayList<>();
    for (CompilationUnitTree unit : sources.units()) {
      new MethodLines(unit, sources.trees().getSourcePositions(), methods).scan(unit, "");
    }
    return methods;
  }

  record Method(String file, String name, long lines) {}

  private static final class MethodLines extends TreeScanner<@Nullable Void, String> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Method> methods;

    MethodLines(CompilationUnitTree unit, SourcePositions positions, List<Method> methods) {
      this.unit = unit;
      this.positions = positions;
      this.methods = methods;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, String outer) {
      return super.visitClass(type, type.getSimpleName().toString());
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, String type) {
      if (method.getBody() != null) {
        LineMap lines = unit.getLineMap();
        long first = lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
        long last = lines.getLineNumber(positions.getEndPosition(unit, method.getBody()));
        methods.add(
            new Method(Sources.nameOf(unit), type + "." + method.getName(), last - first - 1));
      }
      return super.visitMethod(method, type);
    }
  }
}
