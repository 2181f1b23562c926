package io.bancheng.ledger;

import io.bancheng.canonical.Seal;
import io.bancheng.canonical.StaffLogins;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How staff sign in, one row an account; secrets of the second factor are sealed. */
public final class StaffLoginTable implements StaffLogins {
  private static final String ATTEMPT =
      """
      insert into staff_login as l (account, tries) values (:account, 1)
      on conflict (account) do update
        set tries = case when l.locked_until is null then l.tries + 1 else 1 end,
            locked_until =
              case when l.locked_until is null and l.tries + 1 >= :most then cast(:until as timestamptz) end
        where l.locked_until is null or l.locked_until <= :now
      returning tries
      """;

  private final JdbcClient jdbc;
  private final Seal seal;
  private final int most;
  private final Duration locked;

  /**
   * The table.
   *
   * @param most wrong tries in a row, the last of which locks the account
   * @param locked for how long
   */
  public StaffLoginTable(JdbcClient jdbc, Seal seal, int most, Duration locked) {
    this.jdbc = jdbc;
    this.seal = seal;
    this.most = most;
    this.locked = locked;
  }

  @Override
  public Login find(String account) {
    return jdbc.sql("select password, secret, epoch from staff_login where account = ?")
        .param(account)
        .query((rs, i) -> login(account, rs))
        .optional()
        .orElse(Login.NONE);
  }

  @Override
  public Optional<Integer> attempt(String account, Instant now) {
    return jdbc.sql(ATTEMPT)
        .param("account", account)
        .param("most", most)
        .param("now", Timestamp.from(now))
        .param("until", Timestamp.from(now.plus(locked)))
        .query(Integer.class)
        .optional();
  }

  @Override
  public void succeeded(String account) {
    jdbc.sql("update staff_login set tries = 0, locked_until = null where account = ?")
        .param(account)
        .update();
  }

  @Override
  public boolean spend(String account, long step) {
    return jdbc.sql("update staff_login set last_step = ? where account = ? and last_step < ?")
            .params(step, account, step)
            .update()
        == 1;
  }

  @Override
  public void password(String account, String hash) {
    jdbc.sql(
            """
            insert into staff_login as l (account, password, epoch) values (?, ?, 1)
            on conflict (account) do update
              set password = excluded.password, epoch = l.epoch + 1
            """)
        .params(account, hash)
        .update();
  }

  @Override
  public void secret(String account, String secret) {
    byte[] sealed =
        secret == null ? null : seal.seal(row(account), secret.getBytes(StandardCharsets.US_ASCII));
    jdbc.sql(
            """
            insert into staff_login as l (account, secret, epoch) values (?, ?, 1)
            on conflict (account) do update
              set secret = excluded.secret, epoch = l.epoch + 1
            """)
        .params(account, sealed)
        .update();
  }

  private Login login(String account, ResultSet rs) throws SQLException {
    byte[] sealed = rs.getBytes("secret");
    String secret =
        sealed == null
            ? null
            : new String(seal.open(row(account), sealed), StandardCharsets.US_ASCII);
    return new Login(rs.getString("password"), secret, rs.getInt("epoch"));
  }

  private static String row(String account) {
    return "staff_login/" + account;
  }
}
