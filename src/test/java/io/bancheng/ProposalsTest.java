package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.ledger.AuditTrail;
import io.bancheng.ledger.Proposal.Kind;
import io.bancheng.ledger.Proposal.State;
import io.bancheng.ledger.Proposals;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;

/** What waits for a second person, in the ledger itself. */
class ProposalsTest extends HubTest {
  @Autowired Proposals proposals;
  @Autowired AuditTrail audit;

  @Test
  void what_nobody_decides_in_a_week_lapses_and_can_be_decided_no_more() {
    var now = CLOCK.instant();
    long id = proposals.propose(Kind.ERASURE, "PRO-1", "TEST", "staff.a", now).id();
    var late = now.plus(Duration.ofDays(7)).plusSeconds(1);
    assertThat(proposals.decide(id, State.APPROVED, "staff.b", late)).isFalse();
    proposals.expire(late);
    assertThat(proposals.find(id).orElseThrow().state()).isEqualTo(State.EXPIRED);
    assertThat(proposals.decide(id, State.APPROVED, "staff.b", now)).isFalse();
    var filter =
        new AuditTrail.Filter(null, null, "hub", "PROPOSAL_EXPIRED", "PRO-1", null, null, 5);
    assertThat(audit.page(filter)).hasSize(1);
  }

  @Test
  void the_table_itself_knows_that_one_person_is_not_two() {
    var now = CLOCK.instant();
    long own = proposals.propose(Kind.ERASURE, "PRO-2", "TEST", "staff.a", now).id();
    assertThatThrownBy(() -> proposals.decide(own, State.APPROVED, "staff.a", now))
        .isInstanceOf(DataIntegrityViolationException.class);
    long files = proposals.propose(Kind.CONFIGURATION, "PRO-3", "x", "files (root)", now).id();
    assertThatThrownBy(() -> proposals.decide(files, State.APPROVED, "staff.a", now))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(proposals.vouch(files, "staff.a", now)).isTrue();
    assertThatThrownBy(() -> proposals.decide(files, State.APPROVED, "staff.a", now))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(proposals.decide(files, State.APPROVED, "staff.b", now)).isTrue();
    assertThat(proposals.decide(own, State.REFUSED, "staff.b", now)).isTrue();
  }

  @Test
  void the_same_proposal_is_not_made_twice() {
    var now = CLOCK.instant();
    long first = proposals.propose(Kind.ERASURE, "PRO-4", "TEST", "staff.a", now).id();
    assertThat(proposals.propose(Kind.ERASURE, "PRO-4", "TEST", "staff.b", now).id())
        .isEqualTo(first);
    assertThat(proposals.decide(first, State.WITHDRAWN, "staff.a", now)).isTrue();
  }
}
