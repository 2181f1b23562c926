package io.bancheng.security;

import java.util.List;

/**
 * Other servers where staff may sign in.
 *
 * @param all what each is called, and where to go
 */
public record SignInWays(List<Way> all) {
  /** One of them. */
  public record Way(String name, String path) {}
}
