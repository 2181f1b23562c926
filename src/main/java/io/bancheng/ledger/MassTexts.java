package io.bancheng.ledger;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Watches for the same words from many people in one city (群体诉求). It looks at each new case once,
 * beside the intake, never in its way.
 */
public final class MassTexts {
  private static final int BITS = 3;
  private static final String LIKE_THIS_ONE =
      """
      select count(distinct p.case_no) many, min(p.case_no) first from text_print p
      where p.at > ? and left(p.region_code, 4) is not distinct from left(?, 4)
        and (p.b1 = ? or p.b2 = ? or p.b3 = ? or p.b4 = ?)
        and bit_count((p.print # ?)::bit(64)) <= ?
      """;

  private final JdbcTemplate jdbc;
  private final Alerts alerts;

  private record Fresh(String region, TextPrint print) {}

  public MassTexts(JdbcTemplate jdbc, Alerts alerts) {
    this.jdbc = jdbc;
    this.alerts = alerts;
  }

  /**
   * Looks at cases that nobody has looked at; call it in a transaction.
   *
   * @param enough so many cases in nearly the same words raise an alert
   * @param days within so many days
   */
  public void look(int enough, int days, Instant now, int limit) {
    var since = Timestamp.from(now.minus(Duration.ofDays(days)));
    for (Fresh fresh : fresh(limit)) {
      var print = fresh.print();
      jdbc.query(
          LIKE_THIS_ONE,
          rs -> {
            if (rs.getInt("many") >= enough) {
              alerts.raise("MASS_TEXT", rs.getString("first"), rs.getInt("many"), now);
            }
          },
          since,
          fresh.region(),
          print.band(0),
          print.band(1),
          print.band(2),
          print.band(3),
          print.bits(),
          BITS);
    }
  }

  private List<Fresh> fresh(int limit) {
    return jdbc.query(
        """
        update text_print set looked = true where case_no in (
          select case_no from text_print where not looked order by at limit ? for update skip locked)
        returning region_code, print
        """,
        (rs, i) -> new Fresh(rs.getString("region_code"), new TextPrint(rs.getLong("print"))),
        limit);
  }
}
