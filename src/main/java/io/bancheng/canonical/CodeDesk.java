package io.bancheng.canonical;

import java.util.Set;

/** Takes codes of departments' systems that were unknown into the operators' code lists. */
public interface CodeDesk {
  /** What a code of that list may mean; empty if the hub does not prescribe it. */
  Set<String> meanings(String mapping, String list);

  /**
   * Writes a code into its list and puts that into force, all or nothing. A code that stands there
   * with that meaning already is left as it is.
   *
   * @param by who says so
   * @return the version of the operators' files that is in force afterwards
   * @throws Unacceptable INVALID if there is no such list or meaning, CONFLICT if the code means
   *     something else there, NOT_ALLOWED if a person has to write that file
   * @throws Problems if the files may not come into force with it; nothing has changed then
   */
  String take(CodeMeaning code, String by);
}
