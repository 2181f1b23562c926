package io.bancheng.kit;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.mappings.ReplyMapping;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.io.IOException;
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
    try (var callback = new Callback(department, replies, ear)) {
      listening.accept(callback.url());
      return new Kit(department, new RestLine(endpoint, callback), ear, pace).play();
    } catch (IOException e) {
      throw new Unreachable("port " + replies.port() + ": " + e.getMessage(), e);
    }
  }
}
