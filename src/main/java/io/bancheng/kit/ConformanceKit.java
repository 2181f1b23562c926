package io.bancheng.kit;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.mappings.ReplyMapping;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.qpid.jms.JmsConnectionFactory;

/** The conformance kit (一致性检测) for one department. */
public final class ConformanceKit {
  private final DepartmentId department;
  private final Bench.Pace pace;
  private final Ear ear;

  /**
   * For that department.
   *
   * @param words how it replies in its own words, if it does
   * @param within how long it may take to sign and to answer
   */
  public ConformanceKit(
      DepartmentId department, Optional<ReplyMapping> words, Duration within, Clock clock) {
    this(
        department,
        new Ear(new Hearing(department, words, clock)),
        new Bench.Pace(within, clock, words.isPresent(), Optional.empty()));
  }

  private ConformanceKit(DepartmentId department, Ear ear, Bench.Pace pace) {
    this.department = department;
    this.ear = ear;
    this.pace = pace;
  }

  /** The same for a department that is asked for its replies. */
  public ConformanceKit asking(PolledApi api) {
    return new ConformanceKit(
        department,
        ear,
        new Bench.Pace(pace.within(), pace.clock(), pace.translated(), Optional.of(api)));
  }

  /**
   * Where replies come by HTTP.
   *
   * @param port on loopback; 0 for any free one
   * @param key the department's key at the hub
   */
  public record Replies(int port, String key) {}

  /**
   * Plays the hub against the department's queue.
   *
   * @param broker where it reads; connections of it must have the hub's rights
   * @param patience how long to wait until the department reads at all
   * @throws Unreachable if nobody reads the queue, or the broker is away
   */
  public Sheet overQueue(ConnectionFactory broker, Duration patience) {
    try (var line = new QueueLine(department, broker, ear, pace, patience)) {
      return new Kit(department, line, ear, pace).play();
    } catch (JMSException e) {
      throw new Unreachable("broker: " + e.getMessage(), e);
    }
  }

  /** A broker over AMQP 1.0, as that user. */
  public static ConnectionFactory amqp(String url, String user, String password) {
    return new JmsConnectionFactory(user, password, url);
  }

  /**
   * Plays the hub against the department's own server.
   *
   * @param listening is told the address for replies before anything is sent
   * @throws Unreachable if the server cannot be reached, or the port is taken
   */
  public Sheet overRest(RestEndpoint endpoint, Replies replies, Consumer<String> listening) {
    try (var callback = new Callback(department, replies, ear, null)) {
      listening.accept(callback.url());
      return new Kit(department, new RestLine(endpoint, callback), ear, pace).play();
    } catch (IOException e) {
      throw new Unreachable("port " + replies.port() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Where a department's files lie.
   *
   * @param folder below it {@code cases} and {@code replies}; no hub may run on it
   * @param suffix how the files of letters end
   */
  public record Place(Path folder, RestEndpoint.Shape shape, String suffix) {}

  /**
   * Plays the hub against a department that works with files.
   *
   * @param patience how long to wait until the department takes a file at all
   * @throws Unreachable if it takes none, or the folder cannot be written
   */
  public Sheet overFiles(Place place, Duration patience) {
    try (var line = new FileLine(place, ear, pace, patience)) {
      return new Kit(department, line, ear, pace).play();
    } catch (IOException e) {
      throw new Unreachable(place.folder() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Plays the hub to a department that fetches its letters.
   *
   * @param patience how long to wait until it fetches at all
   * @param listening is told the address for replies; beside it, that for letters
   * @throws Unreachable if it fetches nothing, or the port is taken
   */
  public Sheet overPull(Replies replies, Duration patience, Consumer<String> listening) {
    var shelf = new Shelf();
    try (var door = new Callback(department, replies, ear, shelf)) {
      listening.accept(door.url());
      var line = new PullLine(door, shelf, pace.within(), patience);
      return new Kit(department, line, ear, pace).play();
    } catch (IOException e) {
      throw new Unreachable("port " + replies.port() + ": " + e.getMessage(), e);
    }
  }
}
