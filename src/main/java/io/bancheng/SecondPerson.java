package io.bancheng;

import io.bancheng.canonical.Unacceptable;
import io.bancheng.ledger.Alerts;
import io.bancheng.ledger.Proposal;
import io.bancheng.ledger.Proposal.Kind;
import io.bancheng.ledger.Proposal.State;
import io.bancheng.ledger.Proposals;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Changed files that wait for people to agree to them (双人复核), where the office wants that. It is
 * not known who wrote them: one person has to answer for them, and another to agree.
 */
@Component
class SecondPerson {
  private static final Logger LOG = LoggerFactory.getLogger(SecondPerson.class);

  private final Proposals proposals;
  private final Alerts alerts;
  private final Clock clock;
  private Proposal held;

  SecondPerson(Proposals proposals, Alerts alerts, Clock clock) {
    this.proposals = proposals;
    this.alerts = alerts;
    this.clock = clock;
  }

  boolean required() {
    return proposals.required();
  }

  /** Whether those files were looked at and are waiting, or were not agreed to. */
  boolean holds(String version) {
    return held != null && held.subject().equals(version);
  }

  /** Keeps changed files waiting; what was proposed and refused before is not proposed again. */
  void hold(String version, String inForce, String by) {
    rest();
    var now = clock.instant();
    held =
        proposals
            .latest(Kind.CONFIGURATION, version)
            .filter(known -> known.about().equals(inForce) && known.state() != State.WITHDRAWN)
            .orElseGet(() -> proposals.propose(Kind.CONFIGURATION, version, inForce, by, now));
    if (held.waits()) {
      alerts.raise("CONFIGURATION_WAITS", version, 1, now);
    }
    LOG.warn(
        "Changed files ({}) are not in force: proposal {} is {}; {} stays. Two people agree to"
            + " them at /console/proposals or with bin/hub config approve {}.",
        version.substring(0, 12),
        held.id(),
        held.state(),
        inForce.substring(0, 12),
        held.id());
  }

  /** Those files lie there no longer, or are in force. */
  void rest() {
    if (held != null && held.by().startsWith("files")) {
      proposals.decide(held.id(), State.WITHDRAWN, "files", clock.instant());
    }
    held = null;
  }

  /** Somebody asked for another version, and another person has to agree. */
  Unacceptable asked(String version, String inForce, String by) {
    long id = proposals.propose(Kind.CONFIGURATION, version, inForce, by, clock.instant()).id();
    return new Unacceptable(
        Unacceptable.Kind.NOT_ALLOWED,
        "It waits for a second person: proposal %d.".formatted(id),
        List.of(
            new Unacceptable.Fault(
                "", "waits for a second person", "已提交提议 %d，待第二人批准".formatted(id))));
  }

  /** What nobody decided in time has lapsed. */
  @Scheduled(fixedDelay = 60_000, initialDelay = 15_000)
  void look() {
    proposals.expire(clock.instant());
  }
}
