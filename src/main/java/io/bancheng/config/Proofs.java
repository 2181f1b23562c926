package io.bancheng.config;

import io.bancheng.canonical.Proof;
import java.util.List;
import java.util.Locale;

/** Reads how a system proves over HTTP who it is: {@code proof} in its file. */
final class Proofs {
  private static final List<String> WORDS = List.of("key", "signature", "certificate");

  private Proofs() {}

  /** What the file says; by its key if it says nothing. */
  static Proof read(YamlTree file) {
    return file.find("proof")
        .map(at -> Proof.valueOf(at.word(WORDS).toUpperCase(Locale.ROOT)))
        .orElse(Proof.KEY);
  }
}
