package io.bancheng.ledger;

import io.bancheng.canonical.UsedNonces;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;

/** Used words of signed requests, so that a request that was seen at one node opens no other. */
public final class Nonces implements UsedNonces {
  private final JdbcTemplate jdbc;

  public Nonces(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean first(String systemId, String nonce, Instant at) {
    return jdbc.update(
            "insert into used_nonce (system_id, nonce, used_at) values (?, ?, ?)"
                + " on conflict do nothing",
            systemId,
            nonce,
            Timestamp.from(at))
        == 1;
  }

  /** Forgets words used before that time, whose requests are too old by now anyway. */
  public void forget(Instant before) {
    jdbc.update("delete from used_nonce where used_at < ?", Timestamp.from(before));
  }
}
