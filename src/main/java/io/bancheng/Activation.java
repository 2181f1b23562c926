package io.bancheng;

import io.bancheng.canonical.Problems;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.Bundle;
import io.bancheng.config.OperatorFiles;
import io.bancheng.config.VersionSwitch;
import io.bancheng.ledger.ConfigVersions;
import io.bancheng.ledger.ConfigVersions.Change;
import io.bancheng.ledger.ConfigVersions.How;
import io.bancheng.routes.Edition;
import io.bancheng.routes.Turnstile;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Puts changed operators' files into force while the hub runs, on all nodes. The ledger says which
 * version that is: a node that finds its files changed checks them and enters their version there,
 * and a node that finds another version there takes that one's files. Of two changes at once the
 * first holds, and the other is told. On any problem the version in force stays.
 */
@Component
class Activation implements VersionSwitch {
  private static final Logger LOG = LoggerFactory.getLogger(Activation.class);

  private static final int ROUNDS_AFTER_BUSY = 15;

  private final Exchange exchange;
  private final ActiveConfig active;
  private final ConfigVersions versions;
  private final Clock clock;
  private final OperatorFiles files;
  private final Snapshots snapshots;
  private final LastGood lastGood;
  private String seen = "";
  private int patience;
  private boolean away;

  /** The version in which this node's files and the ledger last agreed. */
  private Bundle base;

  Activation(
      Exchange exchange,
      ActiveConfig active,
      ConfigVersions versions,
      Clock clock,
      HubSettings settings) {
    this.exchange = exchange;
    this.active = active;
    this.versions = versions;
    this.clock = clock;
    this.files = settings.files();
    this.snapshots = settings.snapshots();
    this.lastGood = settings.lastGood();
  }

  /** A version is looked at once it lay there unchanged from one second to the next. */
  @Scheduled(fixedDelay = 1000, initialDelay = 1000)
  synchronized void look() {
    if (patience > 0) {
      patience--;
      return;
    }
    try {
      agree(Bundle.of(files));
      away = false;
    } catch (RuntimeException e) {
      if (!away) {
        LOG.warn("the operators' files cannot be looked at, trying again: {}", e.toString());
      }
      away = true;
    }
  }

  private void agree(Bundle lying) {
    boolean settled = lying.version().equals(seen);
    seen = lying.version();
    String head = base == null ? begin() : versions.head().map(Change::version).orElse("");
    if (lying.version().equals(head)) {
      base = lying;
      settle(lying);
    } else if (head.equals(base.version())) {
      if (settled && !refused(lying)) {
        attempt(lying, this::publish);
      }
    } else if (lying.version().equals(base.version())) {
      attempt(kept(head), this::adopt);
    } else {
      conflict(lying, kept(head));
    }
  }

  /** At start what this node has in force is entered, unless others went on without it. */
  private String begin() {
    var own = Bundle.of(snapshots.files(exchange.version()));
    var head = versions.head().map(Change::version);
    boolean alone = head.isEmpty() || !lastGood.exists();
    var last = alone ? own : Bundle.of(lastGood.files());
    versions.keep(own.version(), own.pack(), clock.instant());
    if (alone || head.get().equals(last.version())) {
      if (!head.equals(java.util.Optional.of(own.version()))) {
        enter(own, head.orElse(null), own.writer(files, last).orElse("files"), How.START);
      }
      base = own;
    } else {
      base = last;
    }
    return versions.head().orElseThrow().version();
  }

  /** The files are those in force. */
  private void settle(Bundle lying) {
    if (!exchange.version().equals(lying.version())) {
      if (!refused(lying)) {
        attempt(lying, this::adopt);
      }
      return;
    }
    if (active.rejected().isPresent()) {
      LOG.info("the operators' files are as they are in force again");
      active.reject(null);
    }
    keepGood(lying.version());
  }

  /** What is done with an edition that was checked. */
  private interface Step {
    void take(Bundle bundle, Edition edition) throws Exception;
  }

  private void attempt(Bundle bundle, Step step) {
    try {
      var next = snapshots.load(bundle);
      exchange.check(next);
      step.take(bundle, next);
    } catch (Turnstile.Busy e) {
      patience = ROUNDS_AFTER_BUSY;
      LOG.warn("the changed flow waits for slow callers: {}", e.getMessage());
    } catch (Problems e) {
      reject(bundle.version(), e.list().stream().map(Object::toString).toList());
    } catch (org.springframework.dao.DataAccessException e) {
      throw e;
    } catch (Exception e) {
      reject(bundle.version(), List.of(snapshots.told(deepest(e))));
    }
  }

  private void publish(Bundle lying, Edition next) throws Exception {
    versions.keep(lying.version(), lying.pack(), clock.instant());
    String by = lying.writer(files, base).map(owner -> "files (" + owner + ")").orElse("files");
    if (enter(lying, base.version(), by, How.FILES)) {
      base = lying;
      swap(next);
    }
  }

  /** Another node's version, or one that this node could not take in time. */
  private void adopt(Bundle bundle, Edition next) throws Exception {
    bundle.into(files);
    base = bundle;
    swap(next);
  }

  /** Two changes at once: the one in the ledger is in force, the files here are left alone. */
  private void conflict(Bundle lying, Bundle head) {
    if (!exchange.version().equals(head.version())) {
      attempt(head, (bundle, next) -> swap(next));
    }
    if (!refused(lying)) {
      versions.keep(lying.version(), lying.pack(), clock.instant());
      reject(lying.version(), List.of(Overlap.told(versions.head().orElseThrow(), base, lying)));
    }
  }

  private void swap(Edition next) throws Exception {
    exchange.swap(next);
    keepGood(next.config().version());
  }

  private void keepGood(String version) {
    lastGood.keep(snapshots.files(version), version);
    snapshots.keepOnly(Set.of(version));
  }

  @Override
  public synchronized void use(String version, String inForce, String by) {
    if (base == null) {
      agree(Bundle.of(files));
    }
    String head = versions.head().orElseThrow().version();
    if (!head.equals(inForce)) {
      throw new Overtaken(head);
    }
    var wanted = kept(version);
    var lying = Bundle.of(files);
    versions.keep(lying.version(), lying.pack(), clock.instant());
    var next = snapshots.load(wanted);
    try {
      exchange.check(next);
    } catch (Exception e) {
      throw new Unacceptable(Unacceptable.Kind.INVALID, snapshots.told(deepest(e)));
    }
    if (!enter(wanted, head, by, How.REQUEST)) {
      throw new Overtaken(versions.head().orElseThrow().version());
    }
    attempt(wanted, this::adopt);
  }

  private boolean enter(Bundle bundle, String previous, String by, How how) {
    return versions.change(new Change(bundle.version(), previous, clock.instant(), by, how));
  }

  private Bundle kept(String version) {
    return versions
        .files(version)
        .map(Bundle::unpack)
        .orElseThrow(
            () ->
                new Unacceptable(
                    Unacceptable.Kind.UNKNOWN_SUBJECT,
                    "No version %s is kept.".formatted(version)));
  }

  private boolean refused(Bundle bundle) {
    return active.rejected().filter(r -> r.version().equals(bundle.version())).isPresent();
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
    return cause == e
        ? Objects.toString(e.getMessage(), e.toString())
        : e.getMessage() + ": " + cause.getMessage();
  }
}
