package io.bancheng.config;

/** Versions of the operators' files that are kept to be looked at and are not in force. */
public interface Candidates {
  /**
   * Checks and keeps a version. Of {@code routes/} and {@code mappings/} what is in force counts
   * where it brings none.
   *
   * @param packed a zip of the folders
   * @return its version
   * @throws io.bancheng.canonical.Problems with everything that is wrong with it
   */
  String keep(byte[] packed);

  /**
   * The configuration of a kept version.
   *
   * @throws io.bancheng.canonical.Problems if this hub cannot use it any more
   */
  HubConfig read(String version);
}
