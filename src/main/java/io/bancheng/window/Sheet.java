package io.bancheng.window;

import java.util.Map;

/**
 * The form as it is shown.
 *
 * @param documentsLost true if documents came with it that the person has to choose again
 */
record Sheet(FormToken token, Answers answers, Faults faults, boolean documentsLost) {
  /** One that nobody has written into. */
  static Sheet blank(FormToken token) {
    return new Sheet(token, new Answers(Map.of()), Faults.NONE, false);
  }
}
