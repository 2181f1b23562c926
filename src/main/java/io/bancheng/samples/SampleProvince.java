package io.bancheng.samples;

import io.bancheng.samples.QueueDepartment.Account;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sample province's systems, for a newcomer to see cases come back: departments that answer and
 * a hotline that pushes a few orders. They use nothing but the public contract.
 */
public final class SampleProvince implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SampleProvince.class);

  /** Signs, then takes its time: so that one case can be seen to turn overdue. */
  private static final Set<String> SLOW_ONES = Set.of("341522.gdgs");

  private final Clock clock;
  private final Path scripts;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(2, task -> daemon(task));
  private final List<AutoCloseable> departments = new ArrayList<>();

  /**
   * Systems that go by that clock.
   *
   * @param scripts folder with scripts of departments, {@code 340882-ybj.yaml}; null for none
   */
  public SampleProvince(Clock clock, Path scripts) {
    this.clock = clock;
    this.scripts = scripts;
  }

  /**
   * A department to be played.
   *
   * @param department written {@code 340882.ybj}
   * @param adapter the kind that its file says
   * @param place where its files lie, null if it has none
   */
  public record Seat(String department, String adapter, Path place) {}

  /** Where the hub is, and the folder of the systems' keys. */
  public record Hub(URI http, String broker, Path keys) {}

  /**
   * Connects a department for each seat that can be played; where a file names a server or a
   * mailbox there is somebody already.
   */
  public void departments(Hub hub, List<Seat> seats) {
    for (Seat seat : seats) {
      try {
        connect(hub, seat).ifPresent(departments::add);
      } catch (JMSException | IOException e) {
        LOG.warn("sample department {} could not connect: {}", seat.department(), e.toString());
      }
    }
  }

  private Optional<AutoCloseable> connect(Hub hub, Seat seat) throws JMSException, IOException {
    String id = seat.department();
    var script = script(id);
    if (seat.adapter().equals("file") && seat.place() != null) {
      return Optional.of(new FileDepartment(seat.place(), script, clock, timer));
    }
    String key = secret(hub.keys(), "department." + id);
    return switch (seat.adapter()) {
      case "queue" ->
          Optional.of(
              new QueueDepartment(new Account(hub.broker(), id, key), script, clock, timer));
      case "pull" ->
          Optional.of(
              new PullDepartment(
                  new PullDepartment.Account(hub.http(), id, key), script, clock, timer));
      default -> Optional.empty();
    };
  }

  /**
   * Lets the sample hotline push its orders; pushing them again at the next start does no harm.
   *
   * @param afterwards what to do when most of them have come back
   */
  public void hotline(URI hub, Path keys, Runnable afterwards) {
    var hotline = new SampleHotline(hub, secret(keys, "channel.hotline"), clock);
    timer.execute(
        () -> {
          hotline.pushAll();
          timer.schedule(afterwards, 3, TimeUnit.SECONDS);
        });
  }

  private Script script(String department) {
    var own = scripts == null ? null : scripts.resolve(department.replace('.', '-') + ".yaml");
    if (own != null && Files.exists(own)) {
      return ScriptReader.file(own);
    }
    return ScriptReader.shipped(SLOW_ONES.contains(department) ? "slow" : "brisk");
  }

  private static String secret(Path keys, String systemId) {
    try {
      return Files.readString(keys.resolve(systemId + ".key")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The key of " + systemId + " cannot be read", e);
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "samples");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    for (AutoCloseable department : departments) {
      try {
        department.close();
      } catch (Exception e) {
        LOG.debug("a sample department was gone already", e);
      }
    }
  }
}
