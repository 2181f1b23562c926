package io.bancheng;

import io.bancheng.canonical.Problems;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.HubConfig;
import io.bancheng.config.OperatorFiles;
import io.bancheng.embedded.EmbeddedBroker;
import io.bancheng.ledger.ConfigVersions;
import io.bancheng.mappings.ReadingLimits;
import io.bancheng.routes.Edition;
import io.bancheng.routes.Flow;
import io.bancheng.routes.Reader;
import io.bancheng.routes.Turnstile;
import io.bancheng.security.SystemKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Puts changed operators' files into force while the hub runs: everything is checked, the flow is
 * built once beside the running one, then all is swapped. On any problem the version in force stays
 * and the problems are told.
 */
@Component
class Activation {
  private static final Logger LOG = LoggerFactory.getLogger(Activation.class);

  private static final int ROUNDS_AFTER_BUSY = 15;

  private final Parts parts;
  private final ActiveConfig active;
  private final OperatorFiles files;
  private final ReadingLimits limits;
  private final LastGood lastGood;
  private final Path proposed;
  private Edition inForce;
  private String seen;
  private int patience;

  /** What a new version is put into. */
  @Component
  record Parts(
      CamelContext context,
      Flow flow,
      Reader reader,
      SystemKeys keys,
      ObjectProvider<EmbeddedBroker> broker,
      ConfigVersions versions,
      Clock clock) {}

  Activation(Parts parts, ActiveConfig active, Edition atStart, HubSettings settings) {
    this.parts = parts;
    this.active = active;
    this.files = settings.files();
    this.limits = settings.limits().reading();
    this.lastGood = settings.lastGood();
    this.proposed = settings.var().resolve("proposed");
    this.inForce = atStart;
    this.seen = "";
  }

  /** A version is looked at once it lay there unchanged from one second to the next. */
  @Scheduled(fixedDelay = 1000, initialDelay = 1000)
  synchronized void look() {
    try {
      if (patience > 0) {
        patience--;
        return;
      }
      String lying = files.version();
      boolean settled = lying.equals(seen);
      seen = lying;
      if (lying.equals(active.current().version())) {
        settle();
      } else if (settled && active.rejected().filter(r -> r.version().equals(lying)).isEmpty()) {
        activate(lying, "files");
      }
    } catch (RuntimeException e) {
      LOG.warn("the operators' files cannot be looked at, trying again: {}", e.toString());
    }
  }

  /**
   * Puts one changed mapping into force, with all other files as they lie there.
   *
   * @param mapping the file's path below {@code mappings/}
   * @param by who changes it
   * @throws Problems if the files may not come into force with it; then no file has changed
   */
  synchronized void change(Path mapping, String text, String by) throws IOException {
    var proposal = new Proposal(proposed, files, mapping, text);
    proposal.check(parts.context(), parts.flow(), limits);
    proposal.save();
    activate(files.version(), by);
  }

  private void settle() {
    if (active.rejected().isPresent()) {
      LOG.info("the operators' files are as they are in force again");
      active.reject(null);
    }
    lastGood.keep(files, active.current().version());
  }

  private void activate(String version, String by) {
    try {
      var next = Edition.load(files, limits);
      if (!next.config().version().equals(version)) {
        return;
      }
      parts.flow().check(parts.context(), next);
      swap(next, by);
    } catch (Turnstile.Busy e) {
      patience = ROUNDS_AFTER_BUSY;
      LOG.warn("the changed flow waits for slow callers: {}", e.getMessage());
    } catch (DataAccessException e) {
      LOG.warn(
          "configuration {} is in force, the ledger has no note of it: {}", version, e.toString());
    } catch (Problems e) {
      reject(version, e.list().stream().map(Object::toString).toList());
    } catch (Exception e) {
      reject(version, List.of(deepest(e)));
    }
  }

  private void swap(Edition next, String by) throws Exception {
    var config = next.config();
    parts.keys().ensure(config.systemIds());
    parts.broker().ifAvailable(broker -> connect(broker, config));
    parts.reader().use(next);
    exchange(next);
    lastGood.keep(files, config.version());
    parts.versions().activated(config.version(), parts.clock().instant(), by);
    LOG.info("configuration {} is in force", config.version().substring(0, 12));
  }

  /**
   * The configuration goes first, for the entrances that open with it; on failure it comes back.
   */
  private void exchange(Edition next) throws Exception {
    var before = inForce;
    active.activate(next.config());
    try {
      parts.flow().swap(parts.context(), before, next);
      inForce = next;
    } catch (Exception e) {
      active.activate(before.config());
      if (!(e instanceof Turnstile.Busy)) {
        restore(next, before);
      }
      throw e;
    }
  }

  /** What was checked beforehand hardly ever fails; if it does, the flow is put back. */
  private void restore(Edition half, Edition before) {
    try {
      parts.flow().swap(parts.context(), half, before);
    } catch (Exception e) {
      LOG.error("The flow could neither be exchanged nor put back. Restart the hub.", e);
    }
  }

  private static void connect(EmbeddedBroker broker, HubConfig config) {
    broker.reserve(config.carried());
    broker.connect(config.systemIds());
  }

  private void reject(String version, List<String> problems) {
    active.reject(new ActiveConfig.Rejected(version, problems));
    LOG.error(
        "The changed files are not put into force, {} stays. Mend them:\n{}",
        active.current().version().substring(0, 12),
        String.join("\n", problems));
  }

  /** Camel wraps the line and column that an operator needs. */
  private static String deepest(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause == e ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + cause.getMessage();
  }
}
