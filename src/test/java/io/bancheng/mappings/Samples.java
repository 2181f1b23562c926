package io.bancheng.mappings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Channel;
import io.bancheng.canonical.Incoming;
import io.bancheng.canonical.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The shipped hotline table and an order to vary. */
final class Samples {
  static final Received HOTLINE = new Received("hotline", Channel.HOTLINE, null, null);
  static final Mapping MAPPING =
      Mappings.load(Path.of("mappings"), new FixedGazetteer()).mapping("hotline-json");

  private Samples() {}

  static byte[] raw() {
    try {
      return Files.readAllBytes(Path.of("mappings/hotline-json/H01-remote-medical.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The order with changes in its {@code data}. */
  static Submission read(Consumer<ObjectNode> change) {
    return submission(with(change), HOTLINE);
  }

  /** What the shipped table makes of these bytes. */
  static Submission submission(byte[] raw, Received received) {
    return ((Incoming.NewCase) MAPPING.read(raw, received)).submission();
  }

  static byte[] with(Consumer<ObjectNode> change) {
    try {
      var tree = (ObjectNode) CanonicalJson.MAPPER.readTree(raw());
      change.accept((ObjectNode) tree.get("data"));
      return tree.toString().getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
