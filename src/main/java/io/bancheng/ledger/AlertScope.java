package io.bancheng.ledger;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.StaffAccount;
import java.util.stream.Stream;

/**
 * Which alerts somebody sees: those of their regions, or of the departments they speak for; what
 * belongs to no region is for those who have a whole province.
 *
 * @param regions patterns of region codes, null for all
 * @param subjects patterns of subjects, null for all
 */
@SuppressWarnings("ArrayRecordComponent")
public record AlertScope(String[] regions, String[] subjects) {
  public static final AlertScope ALL = new AlertScope(null, null);

  public static AlertScope of(StaffAccount account) {
    if (!account.departments().isEmpty()) {
      return new AlertScope(
          null,
          account.departments().stream()
              .map(DepartmentId::toString)
              .map(department -> department + " %")
              .toArray(String[]::new));
    }
    var own = account.prefixes().stream().map(prefix -> prefix + "%");
    return new AlertScope(
        Stream.concat(own, account.covers(null) ? Stream.of("") : Stream.empty())
            .toArray(String[]::new),
        null);
  }
}
