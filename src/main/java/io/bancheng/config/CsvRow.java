package io.bancheng.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** One row of a table; each cell knows where it stands. */
record CsvRow(Map<String, Cell> cells, Place place, Findings findings) {

  /** The text between two commas. */
  record Cell(String text, Place place) {}

  /** The cell's text, empty where the table has no such column. */
  String text(String column) {
    return cells.containsKey(column) ? cells.get(column).text() : "";
  }

  /** The cell's text; an empty cell is a finding. */
  String need(String column) {
    if (text(column).isEmpty() && cells.containsKey(column)) {
      problem(column, "%s is empty.".formatted(column), "Fill it in.");
    }
    return text(column);
  }

  /** The alternatives in a cell, split at {@code |}. */
  List<String> words(String column) {
    return Arrays.stream(text(column).split("\\|"))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  <E extends Enum<E>> E choice(String column, Class<E> type) {
    return Choice.of(type, need(column), column, place(column), findings);
  }

  int number(String column, int least, int most) {
    String text = need(column);
    if (text.matches("\\d{1,6}")
        && Integer.parseInt(text) >= least
        && Integer.parseInt(text) <= most) {
      return Integer.parseInt(text);
    }
    if (!text.isEmpty()) {
      problem(
          column,
          "%s is \"%s\".".formatted(column, text),
          "Write a number from %d to %d.".formatted(least, most));
    }
    return least;
  }

  /** Says that the word must be one of those; another one is a finding. */
  void refer(String column, String word, Collection<String> known, String where) {
    if (!word.isEmpty() && !known.contains(word)) {
      findings.unknown(place(column), column, word, known, where);
    }
  }

  void problem(String column, String what, String fix) {
    findings.add(place(column), what, fix);
  }

  private Place place(String column) {
    return cells.containsKey(column) ? cells.get(column).place() : place;
  }
}
