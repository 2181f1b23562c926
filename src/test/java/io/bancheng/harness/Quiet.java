package io.bancheng.harness;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** For programs of their own, where no Spring Boot sets the levels: only errors are printed. */
public final class Quiet {
  private Quiet() {}

  public static void logs() {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    ((Logger) LoggerFactory.getLogger("org.apache.qpid")).setLevel(Level.OFF);
  }
}
