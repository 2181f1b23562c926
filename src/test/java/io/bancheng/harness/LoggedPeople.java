package io.bancheng.harness;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** Listens to every log line of the tests' hub and remembers those that say who somebody is. */
public final class LoggedPeople extends AppenderBase<ILoggingEvent> {
  /** A mobile number, or an identity number with its date of birth; case numbers have none. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![0-9a-f-])(1[3-9]\\d{9}|[1-9]\\d{5}(19|20)\\d\\d(0\\d|1[0-2])[0-3]\\d{4}[\\dXx])(?![0-9a-f-])");

  /** Words that tests plant in what people say. */
  private static final String CANARY = "金丝雀";

  private static final LoggedPeople ONE = new LoggedPeople();

  private final List<String> found = new CopyOnWriteArrayList<>();

  private LoggedPeople() {
    setName("logged-people");
    start();
  }

  /** Listens from now on, also after Spring Boot has set up logging anew. */
  public static void watch() {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    if (root.getAppender("logged-people") == null) {
      ONE.setContext(root.getLoggerContext());
      root.addAppender(ONE);
    }
  }

  /** The lines that named somebody since the last time, and forgets them. */
  public static List<String> found() {
    var lines = List.copyOf(ONE.found);
    ONE.found.removeAll(lines);
    return lines;
  }

  /** Whether a text says who somebody is. */
  public static boolean named(String text) {
    return text.contains(CANARY) || NUMBER.matcher(text).find();
  }

  @Override
  protected void append(ILoggingEvent event) {
    String line = event.getLoggerName() + ": " + event.getFormattedMessage();
    var thrown = event.getThrowableProxy();
    String all = thrown == null ? line : line + "\n" + ThrowableProxyUtil.asString(thrown);
    if (named(all)) {
      found.add(all.length() > 2000 ? all.substring(0, 2000) : all);
    }
  }
}
