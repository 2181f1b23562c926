package io.bancheng.window;

import java.nio.file.Path;

/**
 * A document that came with the form.
 *
 * @param name as its sender calls it, untrusted
 * @param place the temporary file it lies in, null if it is too large to be kept
 * @param size in bytes; of one that is too large, at least this many
 */
record Document(String name, Path place, long size) {
  static final int LARGEST = 10 << 20;

  boolean tooLarge() {
    return place == null;
  }
}
