package io.bancheng.command;

import java.io.PrintStream;

/** How far a long command is, on a terminal only; it is written over itself. */
final class Progress {
  private static final int WIDTH = 40;

  private final PrintStream terminal;
  private final long whole;
  private long done;
  private long shown = -1;

  private Progress(PrintStream terminal, long whole) {
    this.terminal = terminal;
    this.whole = whole;
  }

  /** Shown if somebody sits at a terminal. */
  static Progress of(long whole) {
    return new Progress(System.console() == null ? null : System.err, whole);
  }

  void step() {
    done++;
    long percent = whole == 0 ? 100 : done * 100 / whole;
    if (terminal != null && percent != shown) {
      shown = percent;
      int filled = (int) (percent * WIDTH / 100);
      terminal.printf("\r[%s%s] %3d %%", "#".repeat(filled), " ".repeat(WIDTH - filled), percent);
      terminal.flush();
    }
  }

  void end() {
    if (terminal != null) {
      terminal.print("\r" + " ".repeat(WIDTH + 8) + "\r");
      terminal.flush();
    }
  }
}
