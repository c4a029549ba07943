package openbell.worker.engine.plan;

import java.util.ArrayList;
import java.util.List;
import openbell.model.strategy.Node;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.Params;

/// What a person calls a node: its id, or its type with its numbers.
final class Labels {
  private Labels() {}

  static String of(Node node, Params complete) {
    String id = node.id();
    return id != null ? id : typed(node.type(), complete);
  }

  static String of(NodeInput input, Params complete) {
    return switch (input) {
      case NodeInput.OwnColumn own -> own.column();
      case NodeInput.Ref ref -> ref.band() == null ? ref.id() : ref.id() + "." + ref.band();
      case NodeInput.MarketSeries market -> market.market() + " " + market.transformer();
      case NodeInput.SymbolColumn other -> other.symbol() + " " + other.column();
      case NodeInput.Inline inline -> of(inline.node(), complete);
    };
  }

  /// `SMA(50)`, `MACD(12, 26, 9)`; a constant is its number.
  static String typed(String type, Params params) {
    List<String> numbers = new ArrayList<>();
    params
        .values()
        .forEach(
            (name, value) -> {
              if (value instanceof Double number
                  && !name.equals("lag")
                  && !name.equals("epsilon")) {
                numbers.add(plain(number));
              }
            });
    if (type.equals("Constant") && numbers.size() == 1) {
      return numbers.getFirst();
    }
    return numbers.isEmpty() ? type : type + "(" + String.join(", ", numbers) + ")";
  }

  static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
