package io.bancheng;

import io.bancheng.canonical.Problem;
import io.bancheng.canonical.Problems;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.Bundle;
import io.bancheng.config.OperatorFiles;
import io.bancheng.config.VersionSwitch;
import io.bancheng.ledger.ConfigVersions.How;
import io.bancheng.routes.Edition;
import io.bancheng.routes.Turnstile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
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
  private static final int GOOD_ROUNDS = 60;

  private final Exchange exchange;
  private final ActiveConfig active;
  private final VersionBook book;
  private final OperatorFiles files;
  private final Snapshots snapshots;
  private final LastGood lastGood;
  private final SecondPerson second;
  private String seen = "";
  private int patience;
  private boolean away;
  private String good = "";
  private int goodFor;

  /** The version in which this node's files and the ledger last agreed. */
  private Bundle base;

  Activation(
      Exchange exchange,
      ActiveConfig active,
      VersionBook book,
      SecondPerson second,
      HubSettings settings) {
    this.exchange = exchange;
    this.active = active;
    this.book = book;
    this.second = second;
    this.files = settings.files();
    this.snapshots = settings.snapshots();
    this.lastGood = settings.lastGood();
  }

  /** A version is looked at once it lay there unchanged from one second to the next. */
  @Scheduled(fixedDelay = 1000, initialDelay = 1000)
  synchronized void look() {
    if (!exchange.ready()) {
      return;
    }
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
    String head = base == null ? begin() : book.head().orElse("");
    if (lying.version().equals(head)) {
      base = lying;
      settle(lying);
    } else if (head.equals(base.version())) {
      if (settled && !refused(lying) && !second.holds(lying.version())) {
        attempt(lying, second.required() ? this::hold : this::publish);
      }
    } else if (lying.version().equals(base.version())) {
      attempt(book.kept(head), this::adopt);
    } else {
      conflict(lying, book.kept(head));
    }
  }

  /** At start what this node has in force is entered, unless others went on without it. */
  private String begin() {
    var own = Bundle.of(snapshots.files(exchange.version()));
    var head = book.head();
    boolean alone = head.isEmpty() || !lastGood.exists();
    var last = alone ? own : Bundle.of(lastGood.files());
    book.keep(own);
    if (alone || head.get().equals(last.version())) {
      if (!head.equals(Optional.of(own.version()))) {
        book.enter(own, head.orElse(null), own.writer(files, last).orElse("files"), How.START);
      }
      base = own;
    } else {
      base = head.get().equals(own.version()) ? own : last;
    }
    return book.head().orElseThrow();
  }

  /** The files are those in force. */
  private void settle(Bundle lying) {
    second.rest();
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
    guard(bundle.version(), () -> step.take(bundle, checked(bundle)));
  }

  private Edition checked(Bundle bundle) throws Exception {
    var edition = snapshots.load(bundle);
    exchange.check(edition);
    return edition;
  }

  private void guard(String version, Action action) {
    try {
      action.take();
    } catch (Turnstile.Busy e) {
      patience = ROUNDS_AFTER_BUSY;
      LOG.warn("the changed flow waits: {}", e.getMessage());
    } catch (Problems e) {
      reject(version, e.list().stream().map(Object::toString).toList());
    } catch (DataAccessException e) {
      throw e;
    } catch (Exception e) {
      reject(version, List.of(snapshots.told(deepest(e))));
    }
  }

  /** What may go wrong without changing what is in force. */
  private interface Action {
    void take() throws Exception;
  }

  private void publish(Bundle lying, Edition next) throws Exception {
    if (book.enter(lying, base.version(), writer(lying), How.FILES)) {
      base = lying;
      swap(next);
    }
  }

  /** What lies there is kept, and waits until two people agree to it. */
  private void hold(Bundle lying, Edition next) {
    book.keep(lying);
    second.hold(lying.version(), base.version(), writer(lying));
  }

  private String writer(Bundle lying) {
    return lying.writer(files, base).map(owner -> "files (" + owner + ")").orElse("files");
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
      book.keep(lying);
      reject(lying.version(), List.of(Overlap.told(book.lastChange(), base, lying)));
    }
  }

  private void swap(Edition next) throws Exception {
    exchange.swap(next);
    keepGood(next.config().version());
  }

  /** Reads the copy once a minute, to see whether it still is what it was. */
  private void keepGood(String version) {
    if (version.equals(good) && --goodFor > 0 && lastGood.exists()) {
      return;
    }
    good = version;
    goodFor = GOOD_ROUNDS;
    lastGood.keep(snapshots.files(version), version);
    snapshots.keepOnly(Set.of(version));
  }

  @Override
  public synchronized void check(String version) {
    readable(book.kept(version));
  }

  @Override
  public synchronized void use(String version, String inForce, String by) {
    put(book.kept(version), inForce, by);
  }

  /**
   * Puts one changed mapping into force, with all other files as they lie there, or proposes it
   * where a second person has to agree.
   *
   * @param mapping the file's path below {@code mappings/}
   * @param by who changes it
   * @throws Problems if the files may not come into force with it; then no file has changed
   * @throws Overtaken if another version came into force that these files do not know
   * @throws io.bancheng.canonical.Unacceptable (NOT_ALLOWED) if it waits for a second person now
   */
  synchronized void change(Path mapping, String text, String by) {
    var next = Bundle.of(files).with("mappings/" + mapping, text.getBytes(StandardCharsets.UTF_8));
    String inForce = base == null ? begin() : base.version();
    if (second.required()) {
      book.keep(next);
      readable(next);
      throw second.asked(next.version(), inForce, by);
    }
    put(next, inForce, by);
  }

  /** Files first: where they cannot be written, nothing has changed. */
  private void put(Bundle wanted, String inForce, String by) {
    String head = base == null ? begin() : book.head().orElseThrow();
    if (!head.equals(inForce)) {
      throw new Overtaken(head);
    }
    var lying = Bundle.of(files);
    book.keep(lying);
    var next = readable(wanted);
    wanted.into(files);
    if (!book.enter(wanted, head, by, How.REQUEST)) {
      lying.into(files);
      throw new Overtaken(book.head().orElseThrow());
    }
    base = wanted;
    guard(wanted.version(), () -> swap(next));
  }

  private Edition readable(Bundle wanted) {
    try {
      return checked(wanted);
    } catch (Problems e) {
      throw e;
    } catch (Exception e) {
      String what = snapshots.told(deepest(e));
      throw new Problems(List.of(new Problem("routes", 1, 1, what, "Mend it first.")));
    }
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
