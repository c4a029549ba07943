package openbell.worker.intake.offline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;
import openbell.model.strategy.ParamSpec;
import openbell.model.strategy.Primitive;
import openbell.model.strategy.Primitives;
import openbell.model.strategy.Spelling;
import openbell.model.strategy.StrategyDefinition;

/// Reads `fast.period=10..60:10,100`: a parameter of a node, and values and ranges of values.
final class AxisParser {
  private final SequencedMap<String, Variants.Target> targets;
  private final Function<String, RuntimeException> misuse;

  /// @param misuse makes what is thrown out of a sentence about the reader's mistake
  AxisParser(StrategyDefinition strategy, Function<String, RuntimeException> misuse) {
    this.targets = Variants.targets(strategy);
    this.misuse = misuse;
  }

  List<Axis> parse(List<String> texts) {
    List<Axis> axes = new ArrayList<>();
    for (String text : texts) {
      Axis axis = parse(text);
      if (axes.stream().anyMatch(other -> other.name().equals(axis.name()))) {
        throw misuse.apply(axis.name() + " is given twice: write all its values in one --param");
      }
      axes.add(axis);
    }
    return axes;
  }

  private Axis parse(String text) {
    int equals = text.indexOf('=');
    int dot = text.lastIndexOf('.', equals < 0 ? text.length() : equals);
    if (equals < 0 || dot <= 0) {
      throw misuse.apply(
          quote(text)
              + " is not a parameter; write NODE.PARAMETER=VALUES, e.g. "
              + "--param fast.period=10..60:10");
    }
    String id = text.substring(0, dot);
    Variants.Target target = targets.get(id);
    if (target == null) {
      throw misuse.apply(
          "there is no node " + quote(id) + "; " + meant(id, targets.sequencedKeySet()));
    }
    ParamSpec spec = spec(id, target, text.substring(dot + 1, equals));
    List<Object> values = values(spec, id, text.substring(equals + 1));
    Object given = target.params().value(spec.name());
    return new Axis(id, spec, values, given == null ? spec.fallback() : given);
  }

  private ParamSpec spec(String id, Variants.Target target, String name) {
    Primitive primitive =
        Primitives.find(target.type())
            .orElseThrow(() -> misuse.apply(id + " has no parameters that can be swept"));
    Optional<ParamSpec> spec = primitive.param(name);
    List<String> names = primitive.params().stream().map(ParamSpec::name).toList();
    return spec.orElseThrow(
        () ->
            misuse.apply(
                id
                    + " ("
                    + target.type()
                    + ") has no parameter "
                    + quote(name)
                    + "; "
                    + meant(name, names)));
  }

  private List<Object> values(ParamSpec spec, String id, String text) {
    String name = id + "." + spec.name();
    SequencedSet<Object> values = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      if (part.isBlank()) {
        throw misuse.apply(
            name + " needs values, e.g. " + name + "=10,20,50 or " + name + "=10..60:10");
      }
      switch (spec.type()) {
        case NUMBER, INTEGER -> numbers(name, part.strip(), values);
        case FLAG -> values.add(flag(name, part.strip()));
        case TEXT, NODE, MARKET -> values.add(part.strip());
        case TEXTS, WEIGHTS, OBJECT ->
            throw misuse.apply(
                name + " is " + spec.type().words() + "; only single values can be swept");
      }
      if (values.size() > Sweep.MOST_COMBINATIONS) {
        throw misuse.apply(tooMany(name));
      }
    }
    return List.copyOf(values);
  }

  private Object flag(String name, String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw misuse.apply(name + " is true or false, not " + quote(text));
    }
    return text.equals("true");
  }

  private void numbers(String name, String text, SequencedSet<Object> values) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      values.add(number(name, text).doubleValue());
      return;
    }
    int colon = text.indexOf(':', dots);
    BigDecimal first = number(name, text.substring(0, dots));
    BigDecimal last = number(name, text.substring(dots + 2, colon < 0 ? text.length() : colon));
    BigDecimal step = colon < 0 ? BigDecimal.ONE : number(name, text.substring(colon + 1));
    if (step.signum() <= 0) {
      throw misuse.apply("the step of " + name + "=" + text + " must be above 0");
    }
    if (first.compareTo(last) > 0) {
      throw misuse.apply(
          "the range "
              + name
              + "="
              + text
              + " runs backwards and holds nothing; write "
              + last.toPlainString()
              + ".."
              + first.toPlainString());
    }
    // Counted before it is made: 1..1e15 must cost nothing.
    BigDecimal count = last.subtract(first).divide(step, 0, RoundingMode.DOWN);
    if (count.compareTo(BigDecimal.valueOf(Sweep.MOST_COMBINATIONS)) >= 0) {
      throw misuse.apply(tooMany(name));
    }
    for (BigDecimal v = first; v.compareTo(last) <= 0; v = v.add(step)) {
      values.add(v.doubleValue());
    }
  }

  private BigDecimal number(String name, String text) {
    String stripped = text.strip();
    // A huge exponent is a legal decimal that would take for ever to count with.
    if (!stripped.matches("[+-]?(\\d{1,15}(\\.\\d{0,15})?|\\.\\d{1,15})([eE][+-]?\\d{1,2})?")) {
      throw misuse.apply(name + ": " + quote(stripped) + " is not a number");
    }
    return new BigDecimal(stripped);
  }

  private static String tooMany(String name) {
    return name
        + " has more than "
        + Sweep.MOST_COMBINATIONS
        + " values, the most combinations of one sweep; use a larger step";
  }

  private static String meant(String word, Collection<String> candidates) {
    return Spelling.nearest(word, candidates)
            .map(nearest -> "did you mean " + nearest + "? ")
            .orElse("")
        + "There is "
        + String.join(", ", candidates);
  }

  private static String quote(String text) {
    return "'" + Words.cut(Words.plain(text), 60, "..") + "'";
  }
}
