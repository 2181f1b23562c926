package io.bancheng.canonical;

import java.time.Instant;
import java.util.Objects;

/**
 * What happened to a clock after its start: it was paused, resumed, extended or computed anew.
 *
 * @param more the limit that was added, e.g. {@code 3wd}; null unless it was extended
 * @param reason why, as a code; the words of people stand in the events
 * @param dueAt when the clock runs out after this; unchanged by a pause
 * @param calendar version of the calendar that {@code dueAt} was computed with
 */
public record ClockChange(
    Type type, Instant at, String more, String reason, Instant dueAt, String calendar) {

  /** What can happen to a running clock. */
  public enum Type {
    PAUSE("暂停", "paused"),
    RESUME("恢复", "resumed"),
    EXTEND("延期", "extended"),
    RECOMPUTE("重新计算", "recomputed");

    private final String zh;
    private final String en;

    Type(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }

    public String zh() {
      return zh;
    }

    public String en() {
      return en;
    }
  }

  public ClockChange {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(dueAt, "dueAt");
  }
}
