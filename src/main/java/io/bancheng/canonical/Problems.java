package io.bancheng.canonical;

import java.util.List;

/** The operators' files cannot be used; every problem is listed. */
public final class Problems extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> list;

  public Problems(List<Problem> list) {
    super(String.join("\n", list.stream().sorted().map(Problem::toString).toList()));
    this.list = list.stream().sorted().toList();
  }

  /** All of them, by file and place. */
  public List<Problem> list() {
    return list;
  }
}
