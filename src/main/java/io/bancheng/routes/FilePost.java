package io.bancheng.routes;

import com.jcraft.jsch.JSchException;
import io.bancheng.canonical.Delivery;
import io.bancheng.canonical.DeliveryEvidence;
import io.bancheng.canonical.DeliveryOutcome;
import io.bancheng.canonical.DeliveryOutcome.Health;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Sha256;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.mappings.DepartmentDialect;
import java.net.ConnectException;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/**
 * Leaves letters for departments as files (投递). A letter has one name for ever, and a name is never
 * written twice: so one that may have been left is left again without harm.
 */
public final class FilePost {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
  private static final String WRITTEN = "fileSha256";

  private final ActiveConfig configuration;
  private final Reader reader;
  private final Patience patience;

  public FilePost(ActiveConfig configuration, Reader reader, Clock clock) {
    this.configuration = configuration;
    this.reader = reader;
    this.patience = new Patience(clock, Patience.DEPARTMENTS);
  }

  /** Writes the file: the letter in the department's words, under its name; nothing else. */
  public void write(Exchange exchange, Delivery delivery) {
    var in = exchange.getIn();
    in.removeHeaders("*");
    try {
      var dialect = dialect(delivery.department());
      byte[] bytes = dialect.letter(delivery.body());
      in.setHeader(Exchange.FILE_NAME, name(delivery) + "." + dialect.suffix());
      in.setBody(bytes);
      exchange.setProperty(WRITTEN, Sha256.hex(bytes));
    } catch (RuntimeException e) {
      throw new Unwritable(e);
    }
  }

  /** The file is there as a whole, now or since an earlier attempt. */
  public DeliveryOutcome written(Exchange exchange) {
    exchange.getIn().removeHeaders("*");
    String digest = exchange.getProperty(WRITTEN, String.class);
    return DeliveryOutcome.delivered(new DeliveryEvidence(digest, true, null, "written"));
  }

  /** What follows when the file could not be left. */
  public DeliveryOutcome failed(Exchange exchange, Delivery delivery) {
    var why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    String digest = exchange.getProperty(WRITTEN, String.class);
    exchange.getIn().removeHeaders("*");
    boolean reached = digest != null && reached(why);
    var seen = new DeliveryEvidence(digest, reached, null, root(why).getClass().getSimpleName());
    if (why instanceof Unwritable) {
      return DeliveryOutcome.rejected(seen, Health.WELL);
    }
    var pause = patience.grown(delivery.attempt());
    return reached
        ? DeliveryOutcome.resent(seen, pause)
        : DeliveryOutcome.failed(seen, pause, Health.ILL);
  }

  /** Sorts as the letters were written, says what it is about, and is the letter's alone. */
  private static String name(Delivery delivery) {
    String about = "%010d_%s_%s_%s";
    String name =
        about.formatted(
            delivery.number(), delivery.caseNo(), delivery.type(), delivery.messageId());
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name for a file");
    }
    return name;
  }

  /** Whether the place was reached, so that something may have got there. */
  private static boolean reached(Throwable why) {
    for (Throwable e = why; e != null; e = e.getCause()) {
      if (e instanceof JSchException || e instanceof ConnectException) {
        return false;
      }
    }
    return true;
  }

  private static Throwable root(Throwable why) {
    return why.getCause() == null ? why : root(why.getCause());
  }

  /** The letter cannot be put into the department's words: trying again does not help. */
  private static final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unwritable(RuntimeException cause) {
      super(cause);
    }
  }

  private DepartmentDialect dialect(DepartmentId department) {
    var config = configuration.current();
    return Optional.ofNullable(config.connections().get(department))
        .flatMap(DepartmentConnection::mapping)
        .flatMap(reader.mappings(config)::department)
        .orElse(DepartmentDialect.PLAIN);
  }
}
