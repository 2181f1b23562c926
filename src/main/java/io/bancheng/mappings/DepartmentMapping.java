package io.bancheng.mappings;

import java.util.Optional;

/** One file in {@code mappings/departments/}, compiled: how a department is told and replies. */
final class DepartmentMapping {
  private final DepartmentTable table;
  private final ReplyMapping replies;
  private final DepartmentDialect letters;

  DepartmentMapping(DepartmentTable table, ReadingLimits limits) {
    this.table = table;
    this.replies = table.replies() == null ? null : new ReplyMapping(table.replies(), limits);
    this.letters = table.letters() == null ? null : new DepartmentDialect(table.letters());
  }

  String name() {
    return table.name();
  }

  /** How it replies, if the file says so. */
  Optional<ReplyMapping> replies() {
    return Optional.ofNullable(replies);
  }

  /** In which words it is told, if the file says so. */
  Optional<DepartmentDialect> letters() {
    return Optional.ofNullable(letters);
  }
}
