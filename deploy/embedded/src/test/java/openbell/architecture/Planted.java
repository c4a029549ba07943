package openbell.architecture;

import java.util.List;
import java.util.Map;
import openbell.embedded.planted.EmbeddedPart;
import openbell.model.planted.FrameworkInTheModel;
import openbell.notification.planted.ServiceThatCallsAnother;
import openbell.planted.left.Left;
import openbell.planted.right.Right;
import openbell.runtime.planted.RuntimeThatKnowsAService;
import openbell.runtime.planted.RuntimeThatKnowsTheApplication;
import openbell.signal.planted.FeatureThatCallsTheDoor;
import openbell.signal.planted.FeatureThatKnowsAnAdapter;
import openbell.signal.planted.FeatureThatKnowsTheFramework;
import openbell.signal.planted.FeatureThatLooksAtTheClock;
import openbell.signal.planted.FeatureThatSpeaksJson;
import openbell.signal.planted.FeatureThatSpeaksMessaging;
import openbell.signal.planted.FeatureThatSpeaksSql;
import openbell.signal.planted.FeatureThatSpeaksTechnology;
import openbell.signal.planted.PlantedHelper;
import openbell.signal.planted.adapter.PlantedAdapter;
import openbell.signal.planted.intake.PlantedDoor;
import openbell.worker.engine.planted.EngineThatReadsFiles;

/// Which classes break which rule. A rule that has never failed is not yet a rule.
final class Planted {
  private Planted() {}

  static Map<String, List<Class<?>>> byRule() {
    return Map.ofEntries(
        Map.entry("the model knows only the JDK", List.of(FrameworkInTheModel.class)),
        Map.entry("the engine is arithmetic", List.of(EngineThatReadsFiles.class)),
        Map.entry("the framework stops at the door", List.of(FeatureThatKnowsTheFramework.class)),
        Map.entry(
            "JSON is spoken on the wire and in adapters", List.of(FeatureThatSpeaksJson.class)),
        Map.entry("each technology lives in adapters", List.of(FeatureThatSpeaksTechnology.class)),
        Map.entry("SQL is spoken by adapters", List.of(FeatureThatSpeaksSql.class)),
        Map.entry("messaging is spoken at the door", List.of(FeatureThatSpeaksMessaging.class)),
        Map.entry(
            "only wiring knows the adapters",
            List.of(FeatureThatKnowsAnAdapter.class, PlantedAdapter.class)),
        Map.entry(
            "nobody calls the door", List.of(FeatureThatCallsTheDoor.class, PlantedDoor.class)),
        Map.entry(
            "services meet only in the model",
            List.of(ServiceThatCallsAnother.class, PlantedAdapter.class)),
        Map.entry(
            "the runtime knows no service",
            List.of(RuntimeThatKnowsAService.class, PlantedAdapter.class)),
        Map.entry("there are no cycles", List.of(Left.class, Right.class)),
        Map.entry(
            "time, chance and sleep are handed in", List.of(FeatureThatLooksAtTheClock.class)),
        Map.entry("every class says what it is", List.of(PlantedHelper.class)),
        Map.entry(
            "nothing depends on the embedded application",
            List.of(RuntimeThatKnowsTheApplication.class, EmbeddedPart.class)));
  }
}
