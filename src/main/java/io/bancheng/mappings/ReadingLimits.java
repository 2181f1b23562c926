package io.bancheng.mappings;

import io.bancheng.canonical.Unacceptable;

/**
 * How much of one message the hub reads. What is larger is unreadable and parked.
 *
 * @param document bytes of a message other than a multipart form
 * @param depth how deep objects or elements may lie in each other
 * @param fields how many fields, elements or parts one message may have
 * @param text UTF-16 units of one text
 * @param multipart bytes of a multipart form with all its documents
 * @param attachments how many documents may come along
 * @param attachment bytes of one document
 */
public record ReadingLimits(
    int document, int depth, int fields, int text, int multipart, int attachments, int attachment) {

  /** 1 MiB, 64 levels, 2,000 fields, 256 KiB of text; 30 MiB with 20 documents of 20 MiB. */
  public static final ReadingLimits DEFAULTS =
      new ReadingLimits(1 << 20, 64, 2_000, 256 << 10, 30 << 20, 20, 20 << 20);

  /** Refuses bytes that are too many to look at. */
  void admit(byte[] raw, int most) {
    if (raw.length > most) {
      throw refusal("Larger than " + bytes(most));
    }
  }

  /** A number of bytes as people say it. */
  static String bytes(int count) {
    return count % (1 << 20) == 0 ? (count >> 20) + " MiB" : count + " bytes";
  }

  static Unacceptable refusal(String why) {
    return new Unacceptable(Unacceptable.Kind.UNREADABLE, why);
  }
}
