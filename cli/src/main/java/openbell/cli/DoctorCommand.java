package openbell.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Says what is wrong with a set-up, and what to do about it.
@Command(
    name = "doctor",
    description = {
      "Looks at this machine and at the service, and says what is wrong and what to do.",
      "The API key is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {"0:Nothing is wrong; there may be warnings.", "1:Something is wrong."})
final class DoctorCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Option(
      names = "--var",
      paramLabel = "DIR",
      description = "Where Openbell writes; by default OPENBELL_VAR, or var.")
  private @Nullable Path var;

  @Option(names = "--offline", description = "Look at this machine only.")
  private boolean offline;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  DoctorCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Place place = Place.of(around, var);
    List<Check> checks = new ArrayList<>(new LocalChecks(place).all());
    if (!offline) {
      String version = DoctorCommand.class.getPackage().getImplementationVersion();
      checks.addAll(
          new ServiceChecks(options.service(around, place), place, around.clock(), version).all());
    }
    if (options.asJson()) {
      ArrayNode all = OpenbellService.JSON.createArrayNode();
      checks.forEach(check -> all.add(check.json()));
      options.json(all);
    } else {
      checks.forEach(check -> options.line(check.text()));
    }
    boolean ill = checks.stream().anyMatch(check -> check.level() == Check.Level.PROBLEM);
    return ill ? Exit.NO : Exit.DONE;
  }
}
