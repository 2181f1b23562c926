package io.bancheng.config;

import com.github.houbb.opencc4j.support.datamap.impl.DataMaps;
import java.text.Normalizer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folded copy of a text in which words are looked for: NFKC, and traditional characters as
 * simplified ones. What a person wrote is stored as it is and never folded.
 */
public final class Folding {
  private static final char[] SIMPLE = simpleCharacters();

  private Folding() {}

  /** The folded text; null gives the empty text. */
  public static String fold(String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    char[] chars = Normalizer.normalize(text, Normalizer.Form.NFKC).toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = SIMPLE[chars[i]];
    }
    return new String(chars);
  }

  /** Several texts folded into one, apart from each other so that no word arises between them. */
  static String foldAll(String... texts) {
    return Stream.of(texts)
        .filter(text -> text != null && !text.isBlank())
        .map(Folding::fold)
        .collect(Collectors.joining("\n"));
  }

  private static char[] simpleCharacters() {
    char[] table = new char[Character.MAX_VALUE + 1];
    for (int c = 0; c < table.length; c++) {
      table[c] = (char) c;
    }
    DataMaps.defaults()
        .tsChar()
        .forEach(
            (traditional, simple) -> {
              if (traditional.length() == 1 && simple.get(0).length() == 1) {
                table[traditional.charAt(0)] = simple.get(0).charAt(0);
              }
            });
    return table;
  }
}
