package io.bancheng.harness;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * Remembers where a test run said who somebody is, or a secret: in a log line, an error's answer,
 * an address, or a metric. {@link LeakWatch} asks after every test.
 */
public final class Leaks extends AppenderBase<ILoggingEvent> {
  /** A mobile number, or an identity number with its date of birth; case numbers have none. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![0-9a-f-])(1[3-9]\\d{9}|[1-9]\\d{5}(19|20)\\d\\d(0\\d|1[0-2])[0-3]\\d{4}[\\dXx])(?![0-9a-f-])");

  /** Words that tests plant in what people say. */
  private static final String CANARY = "金丝雀";

  /** A line of the log, or of a fault below one. */
  private static final Pattern LOGGED =
      Pattern.compile("^(\\d{4}-\\d\\d-\\d\\dT|\\s+at |Caused by: |[\\w.$]+(Exception|Error)\\b)");

  /** Says the first key, once. */
  private static final String WELCOME = " io.bancheng.Welcome ";

  private static final int LONGEST = 2_000;
  private static final int SHORTEST_SECRET = 16;
  private static final Leaks ONE = new Leaks();

  private final List<String> found = new CopyOnWriteArrayList<>();
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();

  private Leaks() {
    setName("leaks");
  }

  /** Listens from now on, also after Spring Boot has set up logging anew. */
  static void watch() {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    if (root.getAppender(ONE.getName()) == null) {
      ONE.setContext(root.getLoggerContext());
      ONE.start();
      root.addAppender(ONE);
    }
  }

  /** What was said since the last time, and forgets it. */
  public static List<String> found() {
    var lines = List.copyOf(ONE.found);
    ONE.found.removeAll(lines);
    return lines;
  }

  /** A key that is used from now on must be said nowhere. */
  static String secret(String key) {
    if (key.length() >= SHORTEST_SECRET) {
      ONE.secrets.add(key);
    }
    return key;
  }

  /** An answer that refuses repeats nothing of what was sent, and no address says a secret. */
  static void answered(HttpResponse<String> answer) {
    var request = answer.request();
    if (answer.statusCode() >= 400) {
      ONE.look("answer to " + request.method() + " " + request.uri(), answer.body());
    }
    ONE.look("address", request.uri().toString());
  }

  /** What a hub in a process of its own wrote; its welcome, which says the first key, is no log. */
  static void log(Path file) {
    try (var lines = Files.lines(file)) {
      lines
          .filter(LOGGED.asPredicate())
          .filter(line -> !line.contains(WELCOME))
          .forEach(line -> ONE.look(file.toString(), line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names and tags of all that is measured. */
  static void metrics() {
    var said = new ArrayList<String>();
    Metrics.globalRegistry
        .getMeters()
        .forEach(meter -> said.add(meter.getId().getName() + meter.getId().getTags()));
    said.forEach(meter -> ONE.look("metric", meter));
  }

  private void look(String where, String text) {
    if (leaks(text)) {
      String all = where + ": " + text;
      found.add(all.length() > LONGEST ? all.substring(0, LONGEST) : all);
    }
  }

  private boolean leaks(String text) {
    return text.contains(CANARY)
        || NUMBER.matcher(text).find()
        || secrets.stream().anyMatch(text::contains);
  }

  @Override
  protected void append(ILoggingEvent event) {
    var thrown = event.getThrowableProxy();
    String line = event.getFormattedMessage();
    look(
        event.getLoggerName(),
        thrown == null ? line : line + "\n" + ThrowableProxyUtil.asString(thrown));
  }
}
