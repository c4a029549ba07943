package openbell.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// `docs/configuration.md` is what the configuration interfaces say, and nothing else.
///
/// Run with `-Dopenbell.write-docs=true` to write it anew.
class ConfigurationReferenceTest {
  private static final Path REFERENCE = Path.of("docs/configuration.md");

  @Test
  void theReferenceSaysWhatTheInterfacesSay() throws IOException {
    String expected = render();
    Path file = Sources.root().resolve(REFERENCE);
    if (Boolean.getBoolean("openbell.write-docs")) {
      Files.writeString(file, expected);
    }
    assertThat(file).content().isEqualTo(expected);
  }

  private static String render() throws IOException {
    Sources sources =
        Sources.parse(
            file ->
                file.toString().contains("/src/main/") && file.toString().endsWith("Config.java"));
    TreeMap<String, List<Key>> byPrefix = new TreeMap<>();
    for (CompilationUnitTree unit : sources.units()) {
      for (Tree type : unit.getTypeDecls()) {
        if (type instanceof ClassTree mapping) {
          prefixOf(mapping).ifPresent(p -> byPrefix.put(p, keys(sources, unit, mapping, p)));
        }
      }
    }
    StringBuilder out = new StringBuilder();
    out.append("# Configuration\n\n");
    out.append("Every key with its default, made from the `@ConfigMapping` interfaces. ");
    out.append(
        "Set a key as a system property, in `application.properties`, or as an environment ");
    out.append("variable (`OPENBELL_QUEUE_LEASE_FOR` for `openbell.queue.lease-for`).\n");
    byPrefix.forEach((prefix, keys) -> section(out, prefix, keys));
    return out.toString();
  }

  private static void section(StringBuilder out, String prefix, List<Key> keys) {
    out.append("\n## ").append(prefix).append("\n\n");
    out.append("| key | type | default | meaning |\n|---|---|---|---|\n");
    for (Key key : keys) {
      out.append("| `").append(key.name()).append("` | ").append(key.type()).append(" | ");
      out.append(key.fallback().isEmpty() ? "—" : "`" + key.fallback() + "`");
      out.append(" | ").append(key.meaning()).append(" |\n");
    }
  }

  private static List<Key> keys(
      Sources sources, CompilationUnitTree unit, ClassTree type, String prefix) {
    List<Key> keys = new ArrayList<>();
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method && method.getBody() == null) {
        keys.addAll(keysOf(sources, unit, type, method, prefix));
      }
    }
    return keys;
  }

  private static List<Key> keysOf(
      Sources sources, CompilationUnitTree unit, ClassTree type, MethodTree method, String prefix) {
    String name =
        prefix
            + "."
            + annotation(method.getModifiers().getAnnotations(), "WithName")
                .orElse(kebab(method.getName().toString()));
    String returned = String.valueOf(method.getReturnType());
    for (Tree member : type.getMembers()) {
      if (member instanceof ClassTree group
          && group.getKind() == Tree.Kind.INTERFACE
          && group.getSimpleName().contentEquals(returned)) {
        return keys(sources, unit, group, name);
      }
    }
    String fallback = annotation(method.getModifiers().getAnnotations(), "WithDefault").orElse("");
    return List.of(
        new Key(
            name, returned.replace("|", "\\|"), fallback, meaning(sources.trees(), unit, method)));
  }

  private static String meaning(Trees trees, CompilationUnitTree unit, MethodTree method) {
    TreePath path = TreePath.getPath(unit, method);
    String comment = Optional.ofNullable(trees.getDocComment(path)).orElse("");
    assertThat(comment)
        .as("what %s in %s means", method.getName(), Sources.nameOf(unit))
        .isNotBlank();
    return comment.strip().replaceAll("\\s+", " ").replace("|", "\\|");
  }

  private static Optional<String> prefixOf(ClassTree type) {
    return annotation(type.getModifiers().getAnnotations(), "ConfigMapping");
  }

  /// The text given to an annotation, as its value or under `prefix`.
  private static Optional<String> annotation(List<? extends AnnotationTree> all, String name) {
    for (AnnotationTree annotation : all) {
      if (annotation.getAnnotationType().toString().endsWith(name)) {
        for (ExpressionTree argument : annotation.getArguments()) {
          ExpressionTree value =
              argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
          if (value instanceof LiteralTree literal) {
            return Optional.of(String.valueOf(literal.getValue()));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private record Key(String name, String type, String fallback, String meaning) {}
}
