package io.bancheng.ledger;

import io.bancheng.canonical.Submission.Demand;
import java.text.Normalizer;
import java.util.Optional;

/**
 * A print of 64 bits (SimHash over pairs of characters) in which texts that say nearly the same
 * differ in few bits. Digits, blanks and punctuation do not count: people put their own numbers
 * into a text that they copied.
 */
record TextPrint(long bits) {
  private static final int SHORTEST = 20;

  /** The print, or nothing if too little was said to tell texts apart. */
  static Optional<TextPrint> of(Demand demand) {
    String title = demand.title() == null ? "" : demand.title();
    int[] letters =
        Normalizer.normalize(title + demand.content(), Normalizer.Form.NFKC)
            .codePoints()
            .filter(Character::isLetter)
            .toArray();
    return letters.length < SHORTEST ? Optional.empty() : Optional.of(new TextPrint(bits(letters)));
  }

  /**
   * One of the four sixteenths; prints that differ in at most three bits share at least one.
   *
   * @param n from 0 to 3
   */
  short band(int n) {
    return (short) (bits >>> 16 * n);
  }

  private static long bits(int[] letters) {
    var weight = new int[64];
    for (int i = 1; i < letters.length; i++) {
      long h = mix((long) letters[i - 1] << 21 | letters[i]);
      for (int bit = 0; bit < 64; bit++) {
        weight[bit] += (h >>> bit & 1) == 0 ? -1 : 1;
      }
    }
    long print = 0;
    for (int bit = 0; bit < 64; bit++) {
      print |= weight[bit] > 0 ? 1L << bit : 0;
    }
    return print;
  }

  /** Finaliser of SplitMix64: every bit of the pair moves every bit of the hash. */
  private static long mix(long z) {
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
