package io.bancheng.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Poll;
import io.bancheng.canonical.Poll.Due;
import io.bancheng.canonical.Poll.Walk;
import io.bancheng.canonical.PollState;
import io.bancheng.canonical.PollStep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How far the hub has read what departments' own systems say (轮询). A question is claimed before it
 * is asked, by one node at a time; what was read is kept before the hub goes on from there, so that
 * whoever dies in between reads a page twice and never misses one.
 */
public final class Polls {
  /** Replies of the department that could not be taken, or assignments that it does not know. */
  public static final String DIFFERENCES = "DEPARTMENT_DIFFERENCES";

  private static final Logger LOG = LoggerFactory.getLogger(Polls.class);
  private static final String CLAIM =
      """
      update department_poll set lease_no = lease_no + 1, lease_until = ?, going = true,
        begun_at = case when going then begun_at else ?::timestamptz end
      where department = ? and walk = (
        select walk from department_poll
        where department = ? and next_at <= ?
          and (going or begun_at <= case walk when 'NEWS' then ?::timestamptz else ?::timestamptz end)
        order by walk limit 1)
      returning walk, lease_no, begun_at, state
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final OpenAssignments open;
  private final Parts parts;

  /** Where what was read goes. */
  public record Parts(DepartmentLines lines, Inbox inbox, ReplyInbox replies, Alerts alerts) {}

  public Polls(JdbcTemplate jdbc, TransactionTemplate transaction, Parts parts) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.open = new OpenAssignments(jdbc);
    this.parts = parts;
  }

  /**
   * Begins the next question to a department; nobody else asks it anything until the lease is over.
   *
   * @return none if nothing is due, somebody else asks, or its line is paused, held or cut
   */
  public List<Poll> claim(Due due, Instant now) {
    return due.allowed() && mayBeDue(due, now)
        ? transaction.execute(
            status ->
                parts
                    .lines()
                    .lock(due.department())
                    .filter(line -> line.lets(now))
                    .filter(line -> !asked(due.department(), now))
                    .map(line -> begin(due, now))
                    .orElse(List.of()))
        : List.of();
  }

  /** Keeps what a page said, all of it or nothing; what is here already stays as it is. */
  public List<ReplyInbox.Kept> keep(PollStep step) {
    return transaction.execute(
        status -> {
          if (step.unreadable() != null) {
            parts.inbox().park(step.unreadable().page(), step.unreadable().why());
          }
          // What is parked is tried again once a night, not at every look.
          return step.poll().walk() == Walk.OPEN
              ? parts.replies().keep(step.replies())
              : step.replies().stream()
                  .flatMap(reply -> parts.inbox().receive(reply).stream())
                  .map(id -> new ReplyInbox.Kept(id, false))
                  .toList();
        });
  }

  /** Goes on from a page whose replies are kept and taken up. */
  public void turn(PollStep step, List<ReplyInbox.Kept> kept, Instant now) {
    transaction.executeWithoutResult(status -> turned(step, compared(step, kept), now));
  }

  /** When that department was last asked what is new, and gave an answer that could be used. */
  public Optional<Instant> readAt(DepartmentId department) {
    return jdbc
        .queryForList(
            "select last_success_at from department_poll"
                + " where department = ? and walk = 'NEWS' and last_success_at is not null",
            Timestamp.class,
            department.toString())
        .stream()
        .findFirst()
        .map(Timestamp::toInstant);
  }

  private void turned(PollStep step, PollState.Pages walk, Instant now) {
    var poll = step.poll();
    var state = step.over() ? step.state() : step.state().with(walk);
    int moved =
        jdbc.update(
            """
            update department_poll set state = ?::jsonb, going = ?, next_at = ?, lease_until = null,
              last_success_at = coalesce(?::timestamptz, last_success_at)
            where department = ? and walk = ? and lease_no = ? and lease_until is not null
            """,
            CanonicalJson.write(state),
            !step.over(),
            Timestamp.from(now.plus(step.pause())),
            state.failures() == 0 ? Timestamp.from(now) : null,
            poll.department().toString(),
            poll.walk().name(),
            poll.lease());
    if (moved == 1) {
      var day = LocalDate.ofInstant(now, CanonicalJson.ZONE);
      step.alerts().forEach(alert -> raise(alert, poll.department(), day, 1, now));
      if (step.over() && poll.walk() == Walk.OPEN) {
        reconciled(poll.department(), walk, day, now);
      }
    }
  }

  private void reconciled(
      DepartmentId department, PollState.Pages walk, LocalDate day, Instant now) {
    LOG.info(
        "department {}: its open assignments were compared, {} replies found, {} differences",
        department,
        walk.found(),
        walk.differences());
    if (walk.differences() > 0) {
      raise(DIFFERENCES, department, day, walk.differences(), now);
    }
  }

  private void raise(String alert, DepartmentId department, LocalDate day, int count, Instant now) {
    parts.alerts().raise(alert, department + " on " + day, count, now);
  }

  /** What was found that the hub did not have; what of it is parked is a difference. */
  private PollState.Pages compared(PollStep step, List<ReplyInbox.Kept> kept) {
    if (step.poll().walk() == Walk.NEWS) {
      return step.walk();
    }
    var fresh = kept.stream().filter(one -> !one.known()).map(ReplyInbox.Kept::id).toList();
    Integer parked =
        jdbc.queryForObject(
            "select count(*) from inbound where state = 'Q' and id = any (?)",
            Integer.class,
            (Object) fresh.toArray(Long[]::new));
    return step.walk().and(fresh.size() - parked, parked);
  }

  private boolean mayBeDue(Due due, Instant now) {
    var rows =
        jdbc.queryForList(
            """
            select next_at <= ? and (lease_until is null or lease_until <= ?)
              and (going or begun_at <= case walk when 'NEWS' then ?::timestamptz else ?::timestamptz end)
            from department_poll where department = ?
            """,
            Boolean.class,
            Timestamp.from(now),
            Timestamp.from(now),
            Timestamp.from(due.news()),
            Timestamp.from(due.open()),
            due.department().toString());
    if (rows.size() < Walk.values().length) {
      open(due.department(), now);
      return true;
    }
    return rows.contains(true);
  }

  /** The first look is at once, the first comparison on the night after. */
  private void open(DepartmentId department, Instant now) {
    parts.lines().open(department);
    for (Walk walk : Walk.values()) {
      jdbc.update(
          "insert into department_poll (department, walk, begun_at, next_at, state)"
              + " values (?, ?, ?, ?, ?::jsonb) on conflict do nothing",
          department.toString(),
          walk.name(),
          Timestamp.from(walk == Walk.NEWS ? Instant.EPOCH : now),
          Timestamp.from(Instant.EPOCH),
          CanonicalJson.write(PollState.NONE));
    }
  }

  private boolean asked(DepartmentId department, Instant now) {
    return !jdbc.queryForList(
            "select 1 from department_poll where department = ? and lease_until > ?",
            Integer.class,
            department.toString(),
            Timestamp.from(now))
        .isEmpty();
  }

  private List<Poll> begin(Due due, Instant now) {
    var at = Timestamp.from(now);
    var department = due.department().toString();
    return jdbc
        .query(
            CLAIM,
            (rs, i) -> poll(due.department(), rs),
            Timestamp.from(now.plus(due.lease())),
            at,
            department,
            department,
            at,
            Timestamp.from(due.news()),
            Timestamp.from(due.open()))
        .stream()
        .toList();
  }

  private Poll poll(DepartmentId department, ResultSet rs) throws SQLException {
    var state = state(rs.getString("state"));
    return new Poll(
        department,
        Walk.valueOf(rs.getString("walk")),
        rs.getInt("lease_no"),
        rs.getTimestamp("begun_at").toInstant(),
        state,
        open.of(department, state.walk().about()));
  }

  private static PollState state(String json) {
    try {
      return CanonicalJson.MAPPER.readValue(json, PollState.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("How far a department was polled cannot be read", e);
    }
  }
}
