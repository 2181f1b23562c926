package io.bancheng.config;

import io.bancheng.canonical.Problem;
import io.bancheng.canonical.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The problems found so far; reading goes on so that all of them are told at once. */
final class Findings {
  private static final int LISTED = 20;

  private static final Map<String, String> PLURALS =
      Map.of(
          "adapter", "Adapters",
          "column", "Columns",
          "file", "Files",
          "key", "Keys",
          "mapping", "Mappings");

  private final Shapes shapes = new Shapes();
  private final List<Problem> list = new ArrayList<>();
  private final List<Problem> advice = new ArrayList<>();

  /** What was asked of the files so far. */
  Shapes shapes() {
    return shapes;
  }

  /** A secret that whoever reads the file can read. */
  void secret(Place place, String name) {
    add(
        place,
        "\"%s\" is a secret in clear text.".formatted(name),
        "Take it out: keys of systems are files in var/keys, other secrets are environment"
            + " variables.");
  }

  /** What is no mistake and may still surprise; it keeps no version out of force. */
  void advise(Place place, String what, String fix) {
    advice.add(place.problem(what, fix));
  }

  /** All advice, by file and place. */
  List<Problem> advice() {
    return advice.stream().distinct().sorted().toList();
  }

  void add(Place place, String what, String fix) {
    list.add(place.problem(what, fix));
  }

  /**
   * A word that is none of the known ones. {@code where} says where those stand if they are many.
   */
  void unknown(Place place, String noun, String word, Collection<String> known, String where) {
    String nearest =
        Nearest.to(word, known).map(near -> " Did you mean \"%s\"?".formatted(near)).orElse("");
    String all =
        known.size() <= LISTED && !known.isEmpty()
            ? "%s: %s."
                .formatted(
                    PLURALS.getOrDefault(noun, "Known"),
                    String.join(", ", known.stream().sorted().toList()))
            : where;
    add(place, "unknown %s \"%s\".".formatted(noun, word), (all + nearest).strip());
  }

  /**
   * Ends the reading if anything was found.
   *
   * @throws Problems with everything that was found
   */
  void refuse() {
    if (!list.isEmpty()) {
      throw new Problems(list.stream().distinct().toList());
    }
  }
}
