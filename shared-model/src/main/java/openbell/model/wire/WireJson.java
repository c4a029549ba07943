package openbell.model.wire;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.RunId;
import openbell.model.strategy.Edit;
import openbell.model.strategy.Finding;
import openbell.model.strategy.NodeInput;

/// How Openbell writes JSON: ISO-8601 times, prices as decimal strings in messages, absent instead
/// of null.
public final class WireJson {

  /// Deepest nesting that is read.
  public static final int DEEPEST = 64;

  private WireJson() {}

  /// For messages and manifests: unknown fields are ignored, big decimals are strings.
  public static JsonMapper messages() {
    JsonMapper mapper = base().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    mapper
        .configOverride(BigDecimal.class)
        .setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING));
    return mapper;
  }

  private static JsonMapper.Builder base() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(100)
                    .maxStringLength(65_536)
                    .build())
            .build();
    return JsonMapper.builder(factory)
        .addModule(new JavaTimeModule())
        .addModule(ids())
        .addMixIn(NodeInput.class, NodeInputForm.class)
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS));
  }

  /// Ids are plain strings on the wire, and what a finding does not have is left out.
  public static SimpleModule ids() {
    SimpleModule module = new SimpleModule("openbell-ids");
    text(module, Owner.class, Owner::value, Owner::new);
    text(module, PortfolioId.class, PortfolioId::value, PortfolioId::new);
    text(module, RunId.class, RunId::value, RunId::new);
    module.setMixInAnnotation(Finding.class, FindingForm.class);
    module.setMixInAnnotation(Edit.class, EditForm.class);
    return module;
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(
        type,
        new StdSerializer<T>(type) {
          private static final long serialVersionUID = 1L;

          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(write.apply(value));
          }
        });
    module.addDeserializer(
        type,
        new StdDeserializer<T>(type) {
          private static final long serialVersionUID = 1L;

          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return read.apply(in.getValueAsString(""));
          }
        });
  }

  /// A fix is only written when there is one.
  interface FindingForm {
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    List<Edit> fix();
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private interface EditForm {}

  /// Tells the alternatives of an input apart without an annotation in the model.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = NodeInput.OwnColumn.class, name = "column"),
    @JsonSubTypes.Type(value = NodeInput.Ref.class, name = "ref"),
    @JsonSubTypes.Type(value = NodeInput.MarketSeries.class, name = "market"),
    @JsonSubTypes.Type(value = NodeInput.SymbolColumn.class, name = "symbol"),
    @JsonSubTypes.Type(value = NodeInput.Inline.class, name = "inline")
  })
  private interface NodeInputForm {}
}
