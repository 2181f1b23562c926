package io.bancheng.config;

import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ahocorasick.trie.PayloadEmit;
import org.ahocorasick.trie.PayloadTrie;
import org.ahocorasick.trie.handler.PayloadEmitHandler;

/** Many words, looked for in one walk over a text (Aho-Corasick). Words and texts are folded. */
final class Keywords {
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final PayloadTrie<Integer> trie;

  Keywords(Collection<String> words) {
    var builder = PayloadTrie.<Integer>builder();
    for (String word : words) {
      if (!numbers.containsKey(word)) {
        builder.addKeyword(word, numbers.size());
        numbers.put(word, numbers.size());
      }
    }
    this.trie = builder.build();
  }

  /** How many there are; their numbers begin with 0. */
  int size() {
    return numbers.size();
  }

  /** The word's own number. */
  int number(String word) {
    return numbers.get(word);
  }

  int[] numbers(List<String> words) {
    return words.stream().mapToInt(this::number).toArray();
  }

  /** The numbers of all words that occur, overlapping ones too. */
  BitSet in(String text) {
    var found = new BitSet(numbers.size());
    PayloadEmitHandler<Integer> handler = (PayloadEmit<Integer> emit) -> mark(found, emit);
    trie.parseText(text, handler);
    return found;
  }

  private static boolean mark(BitSet found, PayloadEmit<Integer> emit) {
    found.set(emit.getPayload());
    return true;
  }
}
