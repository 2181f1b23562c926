package io.bancheng.canonical;

/**
 * What is wrong at one place of an operator's file, and what to do about it.
 *
 * @param line from 1
 * @param column from 1
 */
public record Problem(String file, int line, int column, String what, String fix)
    implements Comparable<Problem> {

  @Override
  public int compareTo(Problem other) {
    int byFile = file.compareTo(other.file);
    int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return "%s:%d:%d: %s %s".formatted(file, line, column, what, fix).strip();
  }
}
