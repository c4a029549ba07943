package openbell.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Requests made up from the description of the API. Each depends on the seed and its number alone.
final class FuzzRequests {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// Texts that programs are known to stumble over, and some that are right here or there.
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "x",
          "null",
          "0",
          "-1",
          "1",
          "50",
          "2147483648",
          "9223372036854775808",
          "NaN",
          "1e9999",
          "true",
          "XNYS",
          "XNYS:2018-05-11",
          "2018-05-11",
          "2018-02-30",
          "0000-00-00",
          "9999-12-31",
          "-999999999-01-01",
          "AAPL",
          "run-jobs",
          "dead",
          "ready",
          "html",
          "result.json",
          "a@example.com",
          "on_change",
          "de",
          "Europe/Berlin",
          "Mars/Phobos",
          "22:00-07:00",
          "'\";--",
          "${7*7}",
          "%s%n",
          "\u0000",
          "\u202E",
          "\uD83D\uDE00",
          "\uD800",
          "ä",
          "<b>",
          "a\r\nb: c",
          "x".repeat(300),
          "x".repeat(3_000));

  /// These wait on purpose, so they are asked now and then only.
  private static final List<String> SLOW = List.of("/verify", "/events");

  private final List<Operation> operations;
  private final Things things;
  private final JsonNode document = Operation.document();
  private final long seed;

  FuzzRequests(List<Operation> operations, Things things, long seed) {
    this.operations =
        operations.stream().filter(one -> SLOW.stream().noneMatch(one.path()::endsWith)).toList();
    this.things = things;
    this.seed = seed;
  }

  /// @param type of the body; empty for none
  record Request(String method, String path, String type, byte[] body) {
    @Override
    public String toString() {
      String text = new String(body, StandardCharsets.UTF_8);
      return "%s %s [%s] %s"
          .formatted(method, path, type, text.substring(0, Math.min(500, text.length())));
    }
  }

  Request number(int number) {
    Random random = new Random(seed * 1_000_003 + number);
    Operation one = operations.get(random.nextInt(operations.size()));
    String path = one.fill(values(one, random)) + query(one, random);
    String type = one.bodyType();
    if (type.isEmpty()) {
      return new Request(one.method(), path, "", new byte[0]);
    }
    String body =
        type.equals("text/csv") ? csv(random) : json(one.bodySchema(), random, 0).toString();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(10) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return new Request(one.method(), path, type, bytes);
  }

  private List<String> values(Operation one, Random random) {
    List<String> values = new ArrayList<>();
    for (String place : one.places()) {
      boolean right = things.knows(place) && random.nextInt(3) > 0;
      String text = right ? things.id(place) : TEXTS.get(random.nextInt(TEXTS.size()));
      values.add(text.isEmpty() ? "-" : encoded(text));
    }
    return values;
  }

  private static String query(Operation one, Random random) {
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : one.description().path("parameters")) {
      if (parameter.path("in").asText().equals("query") && random.nextBoolean()) {
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(encoded(parameter.get("name").asText()))
            .append('=')
            .append(encoded(TEXTS.get(random.nextInt(TEXTS.size()))));
      }
    }
    return query.toString();
  }

  private JsonNode json(JsonNode schema, Random random, int depth) {
    if (random.nextInt(12) == 0 || depth > 6) {
      return anything(random);
    }
    if (schema.has("$ref")) {
      String ref = schema.get("$ref").asText();
      return ref.endsWith("PortfolioDocument")
          ? portfolio(random)
          : json(document.at(ref.substring(1)), random, depth + 1);
    }
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema, random, depth);
      case "array" -> {
        var list = JSON.arrayNode();
        for (int n = random.nextInt(4); n > 0; n--) {
          list.add(json(schema.path("items"), random, depth + 1));
        }
        yield list;
      }
      case "integer" ->
          JSON.numberNode(random.nextInt(5) == 0 ? random.nextLong() : random.nextInt(9));
      case "number" -> JSON.numberNode(random.nextGaussian() * 1e3);
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      default -> JSON.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
    };
  }

  private ObjectNode object(JsonNode schema, Random random, int depth) {
    ObjectNode object = JSON.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(
            one -> {
              if (random.nextInt(5) > 0) {
                object.set(one.getKey(), json(one.getValue(), random, depth + 1));
              }
            });
    if (random.nextInt(20) == 0) {
      object.put("ownerId", "eve");
    }
    return object;
  }

  /// The golden cross with some of its values replaced, removed or moved.
  private JsonNode portfolio(Random random) {
    JsonNode whole = parsed(House.sample("golden-cross.json"));
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      JsonNode at = whole;
      while (at.isContainerNode() && !at.isEmpty()) {
        int index = random.nextInt(at.size());
        boolean last = random.nextInt(3) == 0;
        if (at instanceof ObjectNode object) {
          String name = object.properties().stream().skip(index).findFirst().orElseThrow().getKey();
          if (last || !object.get(name).isContainerNode()) {
            replace(object, name, random);
            break;
          }
          at = object.get(name);
        } else {
          at = at.get(index);
        }
      }
    }
    return whole;
  }

  private static void replace(ObjectNode object, String name, Random random) {
    switch (random.nextInt(3)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name, anything(random));
      default -> object.set(TEXTS.get(random.nextInt(TEXTS.size())), object.remove(name));
    }
  }

  private static JsonNode anything(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.objectNode();
      case 2 -> JSON.arrayNode().add(JSON.nullNode());
      case 3 -> JSON.numberNode(random.nextLong());
      case 4 -> JSON.numberNode(-0.0);
      case 5 -> JSON.booleanNode(random.nextBoolean());
      default -> JSON.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
    };
  }

  private static String csv(Random random) {
    StringBuilder csv = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
    for (int row = random.nextInt(4); row > 0; row--) {
      csv.append("2018-05-").append(10 + random.nextInt(30)).append(',');
      csv.append(TEXTS.get(random.nextInt(TEXTS.size()))).append(",11,8,10,100\n");
    }
    return csv.toString();
  }

  private static JsonNode parsed(String text) {
    try {
      return Operation.JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
