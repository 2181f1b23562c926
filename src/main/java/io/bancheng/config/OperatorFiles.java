package io.bancheng.config;

import java.nio.file.Path;

/**
 * Where operators' files lie.
 *
 * @param config settings and tables
 * @param mappings field tables with their cases
 * @param routes the flow
 */
public record OperatorFiles(Path config, Path mappings, Path routes) {
  /** SHA-256 over all of them as they are now, in hex: the same as {@link HubConfig#version}. */
  public String version() {
    return ConfigFiles.read(config, mappings, routes).version();
  }

  /**
   * Reads and checks them.
   *
   * @throws io.bancheng.canonical.Problems with everything that is wrong in {@code config/}
   */
  public HubConfig load() {
    return ConfigLoader.load(config, mappings, routes);
  }
}
