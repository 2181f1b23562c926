package io.bancheng.console;

import io.bancheng.canonical.NotYours;
import io.bancheng.canonical.Problems;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.VersionSwitch;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.Erasure;
import io.bancheng.ledger.Proposal;
import io.bancheng.ledger.Proposal.Kind;
import io.bancheng.ledger.Proposal.State;
import io.bancheng.ledger.Proposals;
import io.bancheng.security.Caller;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What needs two people where the office wants that (双人复核): one proposes, another agrees, and only
 * then it is done. Where it does not want that, it is done at once.
 */
@Component
class ProposalDesk {
  private static final int MOST = 200;

  private final Proposals proposals;
  private final VersionSwitch change;
  private final Erasure erasure;
  private final Cases cases;
  private final Clock clock;

  /** Whose cases they are. */
  @Component
  record Cases(CaseReader reader, StaffDesk staff) {}

  /** What came of an erasure; {@code before} if it was erased earlier. */
  record Erased(Optional<Proposal> proposal, boolean before) {}

  ProposalDesk(
      Proposals proposals, VersionSwitch change, Erasure erasure, Cases cases, Clock clock) {
    this.proposals = proposals;
    this.change = change;
    this.erasure = erasure;
    this.cases = cases;
    this.clock = clock;
  }

  /**
   * Puts a kept version into force, or proposes it.
   *
   * @return what waits for a second person; empty if it is in force
   */
  Optional<Proposal> use(String version, String inForce, Caller caller) {
    if (!proposals.required()) {
      change.use(version, inForce, caller.id());
      return Optional.empty();
    }
    change.check(version);
    return Optional.of(
        proposals.propose(Kind.CONFIGURATION, version, inForce, caller.id(), clock.instant()));
  }

  /** Erases what was said about a case, or proposes it. */
  Erased erase(String caseNo, String reason, Caller caller) {
    var now = clock.instant();
    if (!proposals.required()) {
      return new Erased(Optional.empty(), !erasure.erase(caseNo, caller.id(), reason, now));
    }
    return new Erased(
        Optional.of(proposals.propose(Kind.ERASURE, caseNo, reason, caller.id(), now)), false);
  }

  boolean mayErase(Caller caller, String caseNo) {
    return caller.staff()
        && holds(caller, Role.SERVICE_ADMIN)
        && cases
            .reader()
            .find(caseNo)
            .filter(file -> cases.staff().sees(caller, file.current()))
            .isPresent();
  }

  /** Versions of the operators' files that wait. */
  List<Proposal> waitingVersions() {
    return proposals.list(List.of(Kind.CONFIGURATION), MOST).stream()
        .filter(Proposal::waits)
        .toList();
  }

  /** What the caller may decide or could have, what waits first. */
  List<Proposal> list(Caller caller) {
    var kinds = Arrays.stream(Kind.values()).filter(kind -> entitled(caller, kind)).toList();
    return proposals.list(kinds, MOST).stream().filter(p -> may(caller, p)).toList();
  }

  /**
   * Agrees. Files need two who do: nobody knows who wrote them.
   *
   * @throws NotYours if the caller may not, or had a hand in it already
   * @throws Unacceptable if it no longer waits
   * @throws Problems if the version cannot come into force any more
   */
  Proposal approve(long id, Caller caller) {
    var proposal = waiting(id, caller);
    if (proposal.isOf(caller.id())) {
      throw new NotYours(
          "%s proposed it or answers for it: another person has to agree.".formatted(caller.id()),
          "本人已提出或确认，须由另一人批准");
    }
    boolean done =
        proposal.needsVoucher()
            ? proposals.vouch(id, caller.id(), clock.instant())
            : proposals.decide(id, State.APPROVED, caller.id(), clock.instant());
    if (!done) {
      throw over(id);
    }
    var decided = proposals.find(id).orElseThrow();
    if (!decided.waits()) {
      carryOut(decided);
    }
    return decided;
  }

  /** Refuses it; whoever proposed it takes it back so. */
  Proposal refuse(long id, Caller caller) {
    var proposal = waiting(id, caller);
    var state = caller.id().equals(proposal.by()) ? State.WITHDRAWN : State.REFUSED;
    if (!proposals.decide(id, state, caller.id(), clock.instant())) {
      throw over(id);
    }
    return proposals.find(id).orElseThrow();
  }

  private void carryOut(Proposal p) {
    try {
      switch (p.kind()) {
        case CONFIGURATION -> change.use(p.subject(), p.about(), p.hands());
        case ERASURE -> erasure.erase(p.subject(), p.hands(), p.about(), clock.instant());
      }
    } catch (RuntimeException e) {
      proposals.failed(p.id());
      throw e instanceof VersionSwitch.Overtaken
          ? new Unacceptable(Unacceptable.Kind.NOT_ALLOWED, e.getMessage() + " Propose it anew.")
          : e;
    }
  }

  private Proposal waiting(long id, Caller caller) {
    proposals.expire(clock.instant());
    var proposal =
        proposals
            .find(id)
            .filter(p -> may(caller, p))
            .orElseThrow(
                () ->
                    new NotYours(
                        "%s may not decide proposal %d.".formatted(caller.id(), id),
                        "账号 %s 无权处理提议 %d".formatted(caller.id(), id)));
    if (!proposal.waits()) {
      throw over(id);
    }
    return proposal;
  }

  private Unacceptable over(long id) {
    return new Unacceptable(
        Unacceptable.Kind.NOT_ALLOWED,
        "Proposal %d does not wait any more: %s."
            .formatted(id, proposals.find(id).map(Proposal::state).orElseThrow()));
  }

  private boolean may(Caller caller, Proposal p) {
    return entitled(caller, p.kind())
        && (p.kind() != Kind.ERASURE || mayErase(caller, p.subject()));
  }

  private boolean entitled(Caller caller, Kind kind) {
    return switch (kind) {
      case CONFIGURATION -> holds(caller, Role.OPERATIONS) || holds(caller, Role.SECURITY_ADMIN);
      case ERASURE -> holds(caller, Role.SERVICE_ADMIN);
    };
  }

  private boolean holds(Caller caller, Role role) {
    return cases.staff().account(caller).roles().contains(role);
  }
}
