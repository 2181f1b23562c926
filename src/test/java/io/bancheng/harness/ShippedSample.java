package io.bancheng.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A message as a channel sends it, with what must become of it; it lies beside a mapping. */
public record ShippedSample(
    String channel, String path, String contentType, byte[] body, Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> CHANNELS =
      Map.of(
          "mail", "mail", "hotline-json", "hotline", "counter-xml", "counter", "web-form", "web");

  /** The samples of one mapping whose outcome in the hub is told, by name. */
  public static List<ShippedSample> withOutcome(String mapping) {
    try (var files = Files.list(Path.of("mappings", mapping))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".expected.json"))
          .sorted()
          .map(ShippedSample::of)
          .filter(sample -> sample.expected().path("expect").has("outcome"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sample of that file. */
  public static ShippedSample of(String mapping, String file) {
    return of(Path.of("mappings", mapping, file));
  }

  private static ShippedSample of(Path file) {
    byte[] raw = bytes(file);
    String channel = CHANNELS.get(file.getParent().getFileName().toString());
    String path = "/api/v1/channels/" + channel + "/cases";
    String name = file.toString();
    if (!name.endsWith(".http")) {
      String type =
          name.endsWith(".xml")
              ? "application/xml"
              : name.endsWith(".eml") ? "message/rfc822" : "application/json";
      return new ShippedSample(channel, path, type, raw, file);
    }
    String text = new String(raw, StandardCharsets.ISO_8859_1);
    int head = text.indexOf("\r\n\r\n");
    String type =
        text.substring(0, head)
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type:"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElseThrow();
    byte[] body = Arrays.copyOfRange(raw, head + 4, raw.length);
    return new ShippedSample(channel, text.split(" ")[1], type, body, file);
  }

  public JsonNode expected() {
    try {
      String name = file.getFileName().toString().replaceFirst("\\.[a-z]+$", ".expected.json");
      return JSON.readTree(file.resolveSibling(name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with other bytes. */
  public ShippedSample with(byte[] other) {
    return new ShippedSample(channel, path, contentType, other, file);
  }

  /** The same of another source id, if it says one; so it is another case. */
  public ShippedSample anew() {
    String id = expected().at("/canonical/envelope/sourceCaseId").asText("");
    String text = new String(body, StandardCharsets.ISO_8859_1);
    String other = id.isEmpty() ? text : text.replace(id, "F" + id.substring(1));
    return with(other.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
