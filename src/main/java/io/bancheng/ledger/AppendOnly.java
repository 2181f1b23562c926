package io.bancheng.ledger;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whether the hub's own database role could change what must never be changed. A trigger refuses it
 * in any case; but who owns a table can switch its trigger off.
 */
public final class AppendOnly {
  private static final String TOO_MUCH =
      """
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = current_schema() and c.relname = any (?)
        and (has_table_privilege(c.oid, 'UPDATE') or has_table_privilege(c.oid, 'DELETE')
          or has_table_privilege(c.oid, 'TRUNCATE') or pg_has_role(c.relowner, 'USAGE'))
      order by 1
      """;
  private static final String[] EVIDENCE = {
    "case_event", "config_change", "audit", "anchor", "anchor_leaf"
  };

  private final JdbcTemplate jdbc;

  public AppendOnly(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The tables of evidence that the hub's role may change or owns; best none. */
  public List<String> changeable() {
    return jdbc.queryForList(TOO_MUCH, String.class, (Object) EVIDENCE);
  }
}
