package io.bancheng.config;

/** Puts an earlier version of the operators' files into force again, on request of a person. */
public interface VersionSwitch {
  /** Somebody else changed the files in the meantime. */
  final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String inForce;

    public Overtaken(String inForce) {
      super("Version %s was put into force in the meantime.".formatted(inForce.substring(0, 12)));
      this.inForce = inForce;
    }

    /** The version that is in force. */
    public String inForce() {
      return inForce;
    }
  }

  /**
   * Checks a kept version and changes nothing.
   *
   * @throws io.bancheng.canonical.Unacceptable if no such version is kept
   * @throws io.bancheng.canonical.Problems if it cannot come into force
   */
  void check(String version);

  /**
   * Checks a kept version and puts it into force; the folders then hold it byte for byte.
   *
   * @param inForce the version that the caller believes to be in force
   * @param by who wants it
   * @throws io.bancheng.canonical.Unacceptable if no such version is kept
   * @throws io.bancheng.canonical.Problems if it cannot come into force
   * @throws Overtaken if another version is in force than the caller believes
   */
  void use(String version, String inForce, String by);
}
