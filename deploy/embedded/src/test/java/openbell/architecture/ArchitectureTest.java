package openbell.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every rule holds for every class of Openbell, and every rule is seen to fail once.
class ArchitectureTest {
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          // Generated, and no part of any program.
          .withImportOption(location -> !location.contains("/openbell/client/"))
          .importPackages("openbell");

  private static final Map<String, List<Class<?>>> PLANTED = Planted.byRule();

  @TestFactory
  Stream<DynamicTest> theRuleHolds() {
    return Rules.all().entrySet().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> holds(rule.getValue())));
  }

  private static void holds(ArchRule rule) {
    EvaluationResult result = rule.allowEmptyShould(true).evaluate(PRODUCTION);
    assertThat(result.getFailureReport().getDetails()).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> theRuleFailsOnAPlantedViolation() {
    return Rules.all().entrySet().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.getKey(), () -> fails(rule.getKey(), rule.getValue())));
  }

  private static void fails(String name, ArchRule rule) {
    List<Class<?>> planted = PLANTED.get(name);
    assertThat(planted).as("planted classes for the rule '%s'", name).isNotEmpty();
    JavaClasses classes = new ClassFileImporter().importClasses(planted.toArray(Class<?>[]::new));
    assertThat(rule.evaluate(classes).hasViolation()).isTrue();
  }

  @Test
  void everyModuleIsSeen() {
    for (String part :
        List.of("model", "runtime", "scheduler", "worker", "signal", "notification", "machines")) {
      assertThat(PRODUCTION.stream())
          .as("classes of openbell.%s", part)
          .anyMatch(type -> type.getPackageName().startsWith("openbell." + part));
    }
  }
}
