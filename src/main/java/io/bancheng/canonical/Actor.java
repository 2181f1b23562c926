package io.bancheng.canonical;

import java.util.Objects;

/**
 * Who did something: a role and the system or account it acted through.
 *
 * @param role the part it plays in the transition tables
 * @param id system id ({@code department.340882.ybj}) or staff account; {@code hub} for the machine
 * @param name what the department or person calls itself, null if it did not say
 */
public record Actor(Role role, String id, String name) {
  /** The hub itself. */
  public static final Actor HUB = new Actor(Role.SYSTEM, "hub", null);

  public Actor {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(id, "id");
  }
}
