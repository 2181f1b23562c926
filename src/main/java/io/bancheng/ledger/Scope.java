package io.bancheng.ledger;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.StaffAccount;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Which cases a list may show: those of some regions, or of some departments; null means all. */
public final class Scope {
  /** Everything: for systems, whose own filters are narrower. */
  public static final Scope ALL = new Scope(null, null);

  /** Nothing: for systems that have to do with no case. */
  public static final Scope NONE = new Scope(new String[0], null);

  /** One more condition on {@code case_record r}. */
  static final String AND =
      """
      and (cast(:patterns as text[]) is null
          or coalesce(r.region_code, '') like any (cast(:patterns as text[])))
        and (cast(:own as text[]) is null or exists (select 1 from assignment mine
          where mine.case_no = r.case_no and mine.department = any (cast(:own as text[]))))
      """;

  private final String[] patterns;
  private final String[] departments;

  private Scope(String[] patterns, String[] departments) {
    this.patterns = patterns;
    this.departments = departments;
  }

  /** What that member of staff may see; nothing, if none of their roles deals with cases. */
  public static Scope of(StaffAccount account) {
    var own = account.departments().stream().map(DepartmentId::toString).toArray(String[]::new);
    if (!account.handlesCases()) {
      return NONE;
    }
    return own.length > 0 ? new Scope(null, own) : new Scope(patterns(account), null);
  }

  /** A case without a region belongs to whoever has a whole province. */
  private static String[] patterns(StaffAccount account) {
    var prefixes = account.prefixes().stream().map(prefix -> prefix + "%");
    return Stream.concat(prefixes, account.covers(null) ? Stream.of("") : Stream.empty())
        .toArray(String[]::new);
  }

  String[] patterns() {
    return patterns;
  }

  String[] departments() {
    return departments;
  }

  Map<String, Object> params() {
    var params = new HashMap<String, Object>();
    params.put("patterns", patterns);
    params.put("own", departments);
    return params;
  }
}
