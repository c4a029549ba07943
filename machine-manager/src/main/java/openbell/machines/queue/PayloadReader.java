package openbell.machines.queue;

/// Makes a job's payload fit for an operator's eyes.
public interface PayloadReader {

  /// Most characters of a payload that are shown.
  int LARGEST_SHOWN = 64 * 1024;

  Shown read(byte[] payload);

  /// @param encoding `json`: text as it was sent; `base64`: anything else
  /// @param text at most {@link #LARGEST_SHOWN} characters
  /// @param cut whether there is more
  record Shown(String encoding, String text, boolean cut) {}
}
