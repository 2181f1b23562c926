package io.bancheng.config;

import java.util.Arrays;
import java.util.List;

/** Reads a word that must be one of a fixed list. */
final class Choice {
  private Choice() {}

  /** The constant of that name; another word is a finding, with the nearest name. */
  static <E extends Enum<E>> E of(
      Class<E> type, String word, String noun, Place place, Findings findings) {
    var constants = type.getEnumConstants();
    List<String> names = Arrays.stream(constants).map(Enum::name).toList();
    int index = names.indexOf(word);
    if (index < 0 && !word.isEmpty()) {
      findings.unknown(place, noun, word, names, "");
    }
    return constants[Math.max(index, 0)];
  }
}
