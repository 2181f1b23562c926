package io.bancheng.ledger;

import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fingerprints of the secrets that a ledger was written with: a node that has others must not write
 * into it, for nobody else could read that.
 */
public final class SecretPrints {
  private final JdbcTemplate jdbc;

  public SecretPrints(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Enters prints of secrets that the ledger does not know yet.
   *
   * @param prints by name of the file
   * @throws IllegalStateException if it knows another secret of that name
   */
  public void agree(Map<String, String> prints) {
    prints.forEach(
        (name, print) -> {
          jdbc.update(
              "insert into secret_print (name, print) values (?, ?) on conflict do nothing",
              name,
              print);
          String known =
              jdbc.queryForObject(
                  "select print from secret_print where name = ?", String.class, name);
          if (!print.equals(known)) {
            throw new IllegalStateException(
                ("keys/%s is not the one that this ledger was written with. Bring it back from your"
                        + " backup, or from another node: all nodes of a ledger have the same.")
                    .formatted(name));
          }
        });
  }
}
