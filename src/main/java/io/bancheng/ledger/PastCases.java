package io.bancheng.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.PastCase;
import io.bancheng.canonical.RoutingDecision;
import io.bancheng.canonical.Seal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Streams past cases for looking at them under other rules; never all of them at once. */
public final class PastCases {
  private static final int AT_ONCE = 500;
  private static final String FROM =
      """
       from case_record r
      join person_data p on p.case_no = r.case_no and p.seq = 1
      where r.registered_at >= ? and r.registered_at < ?
      """;
  private static final String CASES =
      """
      select r.case_no, r.channel_code, r.region_code, r.category_code, p.words,
        r.state #>> '{classification,decision}' as decision,
        (select department from assignment a where a.case_no = r.case_no and a.role = 'LEAD'
         order by a.round desc, a.dispatched_at desc limit 1) as lead
      """
          + FROM;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate reading;
  private final Safe safe;

  public PastCases(DataSource source, Seal seal) {
    this.safe = new Safe(seal);
    this.jdbc = new JdbcTemplate(source);
    this.jdbc.setFetchSize(AT_ONCE);
    this.reading = new TransactionTemplate(new JdbcTransactionManager(source));
    this.reading.setReadOnly(true);
  }

  /** Those of a ledger that is reached with these credentials. */
  public static PastCases at(String url, String username, String password, Seal seal) {
    return new PastCases(new DriverManagerDataSource(url, username, password), seal);
  }

  /** How many were registered from one instant on and before another, erased persons' left out. */
  public long count(Instant from, Instant to) {
    return reading.execute(
        status -> {
          unlimited();
          return jdbc.queryForObject(
              "select count(*)" + FROM, Long.class, Timestamp.from(from), Timestamp.from(to));
        });
  }

  /** Hands them over one by one, in no order. */
  public void each(Instant from, Instant to, Consumer<PastCase> taker) {
    reading.executeWithoutResult(
        status -> {
          unlimited();
          jdbc.query(
              CASES,
              rs -> {
                taker.accept(past(rs));
              },
              Timestamp.from(from),
              Timestamp.from(to));
        });
  }

  /** The limits of the hub's own short statements are not for this. */
  private void unlimited() {
    jdbc.execute("set local statement_timeout = 0");
    jdbc.execute("set local idle_in_transaction_session_timeout = 0");
  }

  private PastCase past(ResultSet rs) throws SQLException {
    String words = safe.words(rs.getString("case_no"), 1, rs.getBytes("words"));
    var said = CaseRow.read(words, JsonNode.class).path("submission");
    String decision = rs.getString("decision");
    return new PastCase(
        rs.getString("case_no"),
        rs.getString("channel_code"),
        rs.getString("region_code"),
        new PastCase.Text(
            said.at("/demand/title").textValue(),
            said.at("/matter/matterName").textValue(),
            said.at("/matter/sourceCategoryName").textValue(),
            said.at("/demand/content").textValue()),
        decision == null ? null : CaseRow.read(decision, RoutingDecision.class),
        rs.getString("lead"),
        rs.getString("category_code"));
  }
}
