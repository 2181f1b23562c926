package io.bancheng.torture;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Stands between a hub and its database, its broker and its clock. It names every step that the hub
 * takes there, ends the process before or after one of them, makes the hub break a rule on purpose,
 * and shifts its clock. Switches are files, so that the torture can turn them at any time.
 */
final class Tampering implements BeanPostProcessor {
  /** The environment variable with the folder of switches. */
  static final String SWITCHES = "TORTURE_SWITCHES";

  /** The environment variable with the rule to break, a {@link Mutant}. */
  static final String MUTANT = "TORTURE_MUTANT";

  /** Switch: the step at which the process ends, as {@link #steps} lists it. */
  static final String CRASH = "crash";

  /** Switch: the step at which the process freezes, once. */
  static final String FREEZE = "freeze";

  /** Switch: seconds by which the clock is wrong. */
  static final String CLOCK = "clock";

  /** The file with all steps taken so far, one a line. */
  static final String STEPS = "steps";

  private static final int KILLED = 137;

  private final Path folder;
  private final Optional<Mutant> mutant;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private volatile boolean begun;
  private volatile String crash = "";
  private volatile String freeze = "";
  private volatile Duration shift = Duration.ZERO;

  private Tampering(Path folder, Optional<Mutant> mutant) {
    this.folder = folder;
    this.mutant = mutant;
  }

  static Tampering by(Path folder) {
    return new Tampering(folder, Optional.ofNullable(System.getenv(MUTANT)).map(Mutant::valueOf));
  }

  /** Looks at the switches from now on; until then the hub starts undisturbed. */
  void begin() {
    begun = true;
    var looking = new Thread(this::look, "tampering");
    looking.setDaemon(true);
    looking.start();
  }

  /** Whether the hub has started; before that it is left alone. */
  boolean begun() {
    return begun;
  }

  private void look() {
    while (true) {
      crash = read(CRASH).orElse("");
      freeze = read(FREEZE).orElse("");
      shift = read(CLOCK).map(Long::parseLong).map(Duration::ofSeconds).orElse(Duration.ZERO);
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private Optional<String> read(String name) {
    try {
      return Optional.of(Files.readString(folder.resolve(name)).strip())
          .filter(text -> !text.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof DataSource source && name.equals("dataSource")) {
      return new TamperedDatabase(this, mutant).around(source);
    }
    if (bean instanceof ConnectionFactory factory) {
      return new TamperedBroker(this, mutant).around(factory);
    }
    return bean instanceof Clock clock && name.equals("clock") ? shifted(clock) : bean;
  }

  private Clock shifted(Clock clock) {
    InstantSource source = () -> clock.instant().plus(shift);
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return clock.getZone();
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return source.withZone(zone);
      }

      @Override
      public Instant instant() {
        return source.instant();
      }
    };
  }

  /** A step is about to be taken. */
  void before(String step) {
    at("before " + step);
  }

  /** A step was taken. */
  void after(String step) {
    at("after " + step);
  }

  private void at(String step) {
    if (!begun) {
      return;
    }
    if (seen.add(step)) {
      note(step);
    }
    if (step.equals(freeze)) {
      freeze();
    }
    if (step.equals(crash)) {
      note("died " + step);
      Runtime.getRuntime().halt(KILLED);
    }
  }

  /** Stands still with all its locks and connections until somebody lets it go on. */
  private synchronized void freeze() {
    if (!freeze.isEmpty()) {
      freeze = "";
      clear(FREEZE);
      Signals.send(ProcessHandle.current().pid(), "STOP");
    }
  }

  private void clear(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void note(String line) {
    try {
      Files.writeString(
          folder.resolve(STEPS), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
