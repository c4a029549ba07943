package openbell.cli;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/// How the command ends, for scripts: the one list of its exit codes. Every verb's `--help` and
/// `docs/cli.md` show it.
enum Exit {
  DONE_CODE(Exit.DONE, "Done, and the answer is yes.", true),
  NO_CODE(Exit.NO, "Refused, or the answer is no; what was printed says why.", true),
  MISUSED_CODE(Exit.MISUSED, "The command was not understood.", true),
  NO_FILE_CODE(Exit.NO_FILE, "A file cannot be read or written.", true),
  UNREACHABLE_CODE(Exit.UNREACHABLE, "The service cannot be reached.", false),
  DEFECT_CODE(Exit.DEFECT, "Openbell failed; please report it.", true),
  STOPPED_CODE(Exit.STOPPED, "Stopped by Ctrl-C.", true);

  static final int DONE = 0;
  static final int NO = 1;
  static final int MISUSED = 2;
  static final int NO_FILE = 3;

  /// What sysexits.h calls EX_UNAVAILABLE.
  static final int UNREACHABLE = 69;

  /// What sysexits.h calls EX_SOFTWARE.
  static final int DEFECT = 70;

  /// What a shell says of a program that SIGINT ended.
  static final int STOPPED = 130;

  private final int code;
  private final String meaning;

  /// Whether it can happen to a verb that asks nobody.
  private final boolean offline;

  Exit(int code, String meaning, boolean offline) {
    this.code = code;
    this.meaning = meaning;
    this.offline = offline;
  }

  int code() {
    return code;
  }

  String meaning() {
    return meaning;
  }

  /// Adds the list to the help of a command and of all below it. What a command says itself about a
  /// code stays.
  static void explainIn(CommandLine command) {
    UsageMessageSpec help = command.getCommandSpec().usageMessage();
    boolean asks = command.getCommandSpec().findOption("--url") != null;
    Map<String, String> codes = new TreeMap<>((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
    for (Exit exit : values()) {
      if (asks || exit.offline || !command.getSubcommands().isEmpty()) {
        codes.put(Integer.toString(exit.code), exit.meaning);
      }
    }
    codes.putAll(help.exitCodeList());
    help.exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
    command.getSubcommands().values().forEach(Exit::explainIn);
  }
}
