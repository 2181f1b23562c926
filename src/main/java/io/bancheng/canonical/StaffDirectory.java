package io.bancheng.canonical;

import java.util.Optional;

/** Who works here (工作人员名册). Today the operators' file; other kinds of account join behind it. */
@FunctionalInterface
public interface StaffDirectory {
  /** The account of that system id, e.g. {@code staff.zhang}. */
  Optional<StaffAccount> find(String id);

  /** The same, without any right where there is none. */
  default StaffAccount account(String id) {
    return find(id).orElseGet(() -> StaffAccount.unknown(id));
  }
}
