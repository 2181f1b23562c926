package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While nodes are replaced one by one, the version before works on the tables of the new one: what
 * it reads stays, and what it writes is still taken. A migration that must do otherwise says in a
 * line {@code -- safe: …} why the version before does not mind.
 */
class ExpandAndContractTest {
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  /** Migrations up to this one were never beside an older version. */
  private static final int BASELINE = 146;

  private static final Pattern NUMBER = Pattern.compile("V(\\d+)__.*\\.sql");
  private static final Pattern SAFE = Pattern.compile("(?m)^-- safe: \\S.{20,}");
  private static final Pattern ADDED =
      Pattern.compile("add (?:column )?(?!constraint|primary|unique|check|foreign)[^,;]*");
  private static final Map<String, Pattern> FORBIDDEN = new LinkedHashMap<>();

  static {
    FORBIDDEN.put(
        "takes away what is read", pattern("drop (table|column|view|function|sequence|type)"));
    FORBIDDEN.put("takes a name away", pattern("rename (to|column|constraint)|rename \\w+ to"));
    FORBIDDEN.put("changes a type", pattern("alter (column )?\\w+ (set data )?type"));
    FORBIDDEN.put("demands what is not written yet", pattern("set not null"));
    FORBIDDEN.put("takes a default away", pattern("drop default"));
    FORBIDDEN.put("takes away what \"on conflict\" names", pattern("drop constraint"));
    FORBIDDEN.put("may refuse what is written", pattern("add constraint|add (unique|check) ?\\("));
    FORBIDDEN.put("takes rights away", pattern("revoke "));
  }

  private static Pattern pattern(String words) {
    return Pattern.compile("\\b" + words.replace(" ", "\\s+"));
  }

  @Test
  void no_migration_after_the_baseline_breaks_the_version_before() throws IOException {
    var wrong = new TreeMap<String, List<String>>();
    try (var files = Files.list(MIGRATIONS)) {
      for (Path file : files.toList()) {
        var number = NUMBER.matcher(file.getFileName().toString());
        if (number.matches() && Integer.parseInt(number.group(1)) > BASELINE) {
          wrong.put(file.getFileName().toString(), faults(Files.readString(file)));
        }
      }
    }
    wrong.values().removeIf(List::isEmpty);
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table outbox drop column epoch;",
        "drop table hub_node;",
        "alter table hub_node\n  rename column name to label;",
        "alter table hub_node rename to node;",
        "alter table outbox alter column attempts type bigint;",
        "alter table outbox alter column epoch set not null;",
        "alter table outbox alter epoch drop default;",
        "ALTER TABLE outbox ADD COLUMN lane text NOT NULL;",
        "alter table outbox add lane text not null, add rank int default 0;",
        "alter table outbox add constraint lane_known check (lane in ('A'));",
        "alter table inbound drop constraint one_row_per_message;",
        "revoke update on outbox from bancheng;",
        "-- safe: no\nalter table outbox drop column epoch;",
      })
  void what_breaks_the_version_before_is_found(String migration) {
    assertThat(faults(migration)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table lane (name text not null primary key, check (name <> ''));",
        "alter table outbox add column lane text;",
        "alter table outbox add column lane text not null default 'A', add column rank int;",
        "create index outbox_by_lane on outbox (lane);\ndrop index outbox_by_sending;",
        "-- nobody may drop column epoch\nalter table outbox add lane text;",
        "-- safe: the version before this one neither read nor wrote it\n"
            + "alter table outbox drop column lane;",
      })
  void what_only_adds_is_allowed(String migration) {
    assertThat(faults(migration)).isEmpty();
  }

  private static List<String> faults(String migration) {
    var faults = new ArrayList<String>();
    if (!SAFE.matcher(migration).find()) {
      for (String statement : statements(migration)) {
        FORBIDDEN.forEach(
            (why, what) -> {
              if (what.matcher(statement).find()) {
                faults.add(why + ": " + statement);
              }
            });
        if (statement.startsWith("alter table") && demands(statement)) {
          faults.add("a new column is not null and has no default: " + statement);
        }
      }
    }
    return faults;
  }

  private static boolean demands(String statement) {
    return ADDED
        .matcher(statement)
        .results()
        .map(added -> added.group())
        .anyMatch(added -> added.contains("not null") && !added.contains("default"));
  }

  private static List<String> statements(String migration) {
    String plain = migration.replaceAll("--[^\n]*", "").replaceAll("\\s+", " ");
    return List.of(plain.toLowerCase(Locale.ROOT).split(";")).stream().map(String::strip).toList();
  }
}
