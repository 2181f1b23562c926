package io.bancheng.rules;

import java.util.List;

/**
 * One thing that a page asks for before an action is taken.
 *
 * @param zh its name for people
 * @param required whether the action is refused without it; others may become so by what is said
 * @param codes the values there are; none where they are not a short list
 */
public record Ask(String name, String zh, Kind kind, boolean required, List<String> codes) {
  /** How it is written. */
  public enum Kind {
    LINE,
    TEXT,
    CODE,
    TIME,
    FLAG,
    NUMBER,
    REGION,
    CATEGORY,
    DEPARTMENT,
    DEPARTMENTS
  }
}
