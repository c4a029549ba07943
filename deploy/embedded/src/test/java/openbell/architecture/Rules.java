package openbell.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// Who may know whom. `docs/architecture.md` gives the reasons.
final class Rules {
  private static final String[] DOORS = {
    "..intake..",
    "..adapter..",
    "..wiring..",
    "openbell.runtime.messaging..",
    "openbell.runtime.rest..",
    "openbell.model.wire..",
    "openbell.embedded..",
    "openbell.cli.."
  };

  private Rules() {}

  /// Every rule by its name, in the order a reader of the architecture meets them.
  static Map<String, ArchRule> all() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("the model knows only the JDK", modelKnowsOnlyTheJdk());
    rules.put("the engine is arithmetic", engineIsArithmetic());
    rules.put("the framework stops at the door", frameworkStopsAtTheDoor());
    rules.put("JSON is spoken on the wire and in adapters", jsonAtTheEdges());
    rules.put("each technology lives in adapters", technologyInAdapters());
    rules.put("SQL is spoken by adapters", sqlInAdapters());
    rules.put("messaging is spoken at the door", messagingAtTheDoor());
    rules.put("only wiring knows the adapters", onlyWiringKnowsAdapters());
    rules.put("nobody calls the door", nobodyCallsTheDoor());
    rules.put("services meet only in the model", servicesMeetInTheModel());
    rules.put("the runtime knows no service", runtimeKnowsNoService());
    rules.put("there are no cycles", noCycles());
    rules.put("time, chance and sleep are handed in", timeIsHandedIn());
    rules.put("every class says what it is", classesSayWhatTheyAre());
    rules.put("nothing depends on the embedded application", nothingDependsOnEmbedded());
    return rules;
  }

  private static ArchRule modelKnowsOnlyTheJdk() {
    return classes()
        .that()
        .resideInAPackage("openbell.model..")
        .and()
        .resideOutsideOfPackage("openbell.model.wire..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("openbell.model..", "java..", "org.jspecify..");
  }

  private static ArchRule engineIsArithmetic() {
    return classes()
        .that()
        .resideInAPackage("openbell.worker.engine..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "openbell.worker.engine..",
                "openbell.model..",
                "java.lang..",
                "java.util..",
                "java.time..",
                "org.jspecify..",
                "java.security",
                "java.nio",
                "java.nio.charset"));
  }

  private static ArchRule frameworkStopsAtTheDoor() {
    return noClasses()
        .that(not(resideInAnyPackage(DOORS)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta..",
            "io.quarkus..",
            "io.smallrye..",
            "io.vertx..",
            "org.eclipse.microprofile..",
            "com.fasterxml..",
            "tools.jackson..",
            "org.slf4j..",
            "org.jboss.logging..",
            "org.jdbi..",
            "software.amazon..");
  }

  private static ArchRule jsonAtTheEdges() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            "openbell.model.wire..", "..adapter..", "openbell.runtime.rest..", "openbell.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml..", "tools.jackson..");
  }

  private static ArchRule technologyInAdapters() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("..adapter..", "..wiring..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus.redis..",
            "io.vertx.redis..",
            "software.amazon..",
            "jakarta.mail..",
            "io.fabric8..",
            "tech.tablesaw..");
  }

  private static ArchRule sqlInAdapters() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("..adapter..", "..wiring..", "openbell.embedded..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..", "org.flywaydb..");
  }

  private static ArchRule messagingAtTheDoor() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("..intake..", "..wiring..", "openbell.runtime.messaging..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.smallrye.reactive..", "org.eclipse.microprofile.reactive.messaging..");
  }

  private static ArchRule onlyWiringKnowsAdapters() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("..adapter..", "..wiring..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("openbell..adapter..");
  }

  private static ArchRule nobodyCallsTheDoor() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("..intake..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("openbell..intake..");
  }

  private static ArchRule servicesMeetInTheModel() {
    return slices()
        .matching("openbell.(scheduler|worker|signal|notification|machines|cli)..")
        .should()
        .notDependOnEachOther();
  }

  private static ArchRule runtimeKnowsNoService() {
    return noClasses()
        .that()
        .resideInAnyPackage("openbell.runtime..", "openbell.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "openbell.scheduler..",
            "openbell.worker..",
            "openbell.signal..",
            "openbell.notification..",
            "openbell.machines..",
            "openbell.cli..");
  }

  private static ArchRule noCycles() {
    return slices().matching("openbell.(*).(*)..").should().beFreeOfCycles();
  }

  private static ArchRule timeIsHandedIn() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("..wiring..", "openbell.embedded..", "openbell.cli..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", Duration.class);
  }

  private static ArchRule classesSayWhatTheyAre() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Info|Data|Processor|Base|Common)$");
  }

  private static ArchRule nothingDependsOnEmbedded() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("openbell.embedded..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("openbell.embedded..");
  }
}
