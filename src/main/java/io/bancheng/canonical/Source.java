package io.bancheng.canonical;

import java.time.Instant;
import java.util.Objects;

/**
 * Where a case came from and what its sender calls it; unique per channel code, system and case id.
 *
 * @param channelCode the connected system's code in {@code config/channels}, e.g. {@code hotline}
 * @param version the sender's own version for corrections, null if it has none
 * @param dueAt the sender's own due time, kept beside ours; null if it gave none
 */
public record Source(
    Channel channel,
    String channelCode,
    String system,
    String caseId,
    Integer version,
    Instant dueAt) {
  public Source {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(channelCode, "channelCode");
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(caseId, "caseId");
  }

  /** The same with another due time. */
  Source wantedBy(Instant due) {
    return new Source(channel, channelCode, system, caseId, version, due);
  }
}
