package io.bancheng.config;

import io.bancheng.canonical.Problem;

/** A spot in an operator's file; line and column from 1. */
record Place(String file, int line, int column) {
  Problem problem(String what, String fix) {
    return new Problem(file, line, column, what, fix);
  }

  /** File and line, as decisions name the row they followed. */
  String row() {
    return file + ":" + line;
  }
}
