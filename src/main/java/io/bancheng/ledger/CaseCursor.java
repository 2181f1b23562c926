package io.bancheng.ledger;

import io.bancheng.canonical.Seal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes through cases in the order of their registration, however many they are: the database hands
 * them over in small batches, all as they stood at one moment.
 */
public final class CaseCursor {
  private static final int BATCH = 500;
  private static final String WHERE =
      """
      where r.registered_at >= ? and r.registered_at < ?
        and (cast(? as text) is null or r.region_code like ? || '%')
      """
          + Scope.AND.replaceAll(":\\w+", "?");
  private static final String JOINED =
      """
      select r.case_no, r.registered_at, r.state, r.opinions, r.changed_at, p.words
      from case_record r left join person_data p on p.case_no = r.case_no and p.seq = 1
      """
          + WHERE
          + " and (r.registered_at, r.case_no) > (?, ?)"
          + " order by r.registered_at, r.case_no limit "
          + BATCH;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate reading;
  private final Safe safe;

  /**
   * Which cases.
   *
   * @param from first instant of registration
   * @param to first instant after it
   * @param region leading digits of the region code, null for any
   * @param scope what whoever asks may see
   */
  public record Range(Instant from, Instant to, String region, Scope scope) {
    List<Object> parameters() {
      return Arrays.asList(
          Timestamp.from(from),
          Timestamp.from(to),
          region,
          region,
          scope.patterns(),
          scope.patterns(),
          scope.departments(),
          scope.departments());
    }
  }

  public CaseCursor(JdbcTemplate jdbc, PlatformTransactionManager manager, Seal seal) {
    this.jdbc = jdbc;
    this.safe = new Safe(seal);
    this.reading = new TransactionTemplate(manager);
    this.reading.setReadOnly(true);
    this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /** How many there are now. */
  public long count(Range range) {
    return jdbc.queryForObject(
        "select count(*) from case_record r " + WHERE, Long.class, range.parameters().toArray());
  }

  /** Hands over one after the other; the reader may be as slow as its own reader is. */
  public void each(Range range, Consumer<CaseReader.Found> reader) {
    reading.executeWithoutResult(
        status -> {
          jdbc.execute("set local idle_in_transaction_session_timeout = '10min'");
          var place = new Place(Timestamp.from(range.from()), "");
          while (place != null) {
            place = batch(range, place, reader);
          }
        });
  }

  /** Where a batch ended. */
  private record Place(Timestamp registeredAt, String caseNo) {}

  /** The cases after that place; null behind the last. A page by the index, never a sort of all. */
  private Place batch(Range range, Place after, Consumer<CaseReader.Found> reader) {
    var parameters = new ArrayList<>(range.parameters());
    parameters.add(after.registeredAt());
    parameters.add(after.caseNo());
    var places = new ArrayList<Place>(BATCH);
    RowCallbackHandler row =
        rs -> {
          String caseNo = rs.getString("case_no");
          reader.accept(
              new CaseReader.Found(
                  safe.state(rs),
                  CaseRow.submission(safe.words(caseNo, 1, rs.getBytes("words"))),
                  rs.getTimestamp("changed_at").toInstant()));
          places.add(new Place(rs.getTimestamp("registered_at"), caseNo));
        };
    jdbc.query(JOINED, row, parameters.toArray());
    return places.size() < BATCH ? null : places.get(BATCH - 1);
  }
}
