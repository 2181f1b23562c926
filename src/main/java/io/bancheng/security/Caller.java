package io.bancheng.security;

import java.util.Optional;

/**
 * Who calls: a connected system or a member of staff, by the id its key was made for.
 *
 * @param id {@code channel.hotline}, {@code department.340882.ybj}, {@code staff.admin}
 */
public record Caller(String id) {
  public boolean staff() {
    return id.startsWith("staff.");
  }

  /** The code of the channel that calls. */
  public Optional<String> channel() {
    return after("channel.");
  }

  /** The department that calls, as {@code 340882:ybj}. */
  public Optional<String> department() {
    return after("department.").map(dotted -> dotted.replace('.', ':'));
  }

  private Optional<String> after(String prefix) {
    return id.startsWith(prefix) ? Optional.of(id.substring(prefix.length())) : Optional.empty();
  }
}
