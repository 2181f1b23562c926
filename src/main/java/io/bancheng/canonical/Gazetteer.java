package io.bancheng.canonical;

import java.util.Optional;

/** The regions (行政区划) as far as reading a source needs them. */
public interface Gazetteer {
  /** Whether the six-digit code is a region of ours. */
  boolean knows(String regionCode);

  /** The place that an address in words names, if it names exactly one. */
  Optional<Place> locate(String address);

  /** A region and, if it is known, the township in it (nine digits, else null). */
  record Place(String regionCode, String townCode) {}
}
