package io.bancheng.config;

import java.nio.file.Path;

/** The sample province as it is shipped, read once for all tests. */
final class Shipped {
  static final Path CONFIG = Path.of("config");
  static final HubConfig HUB = ConfigLoader.load(CONFIG, Path.of("mappings"), Path.of("routes"));

  private Shipped() {}
}
