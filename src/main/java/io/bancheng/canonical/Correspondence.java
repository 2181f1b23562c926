package io.bancheng.canonical;

import java.util.List;

/**
 * Which letters a change of a case makes due. Pure: the same file always gives the same letters.
 */
@FunctionalInterface
public interface Correspondence {
  List<Letter> letters(CaseFile file);
}
