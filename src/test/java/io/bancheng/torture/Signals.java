package io.bancheng.torture;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals to processes that the torture started itself. */
final class Signals {
  private Signals() {}

  /** Sends it; a process that is gone gets nothing. */
  static void send(long pid, String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
