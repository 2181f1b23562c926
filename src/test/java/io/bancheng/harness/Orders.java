package io.bancheng.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Orders as the 12345 hotline pushes them, made from a shipped case of its mapping. */
public final class Orders {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path H01 = Path.of("mappings/hotline-json/H01-remote-medical.json");

  private Orders() {}

  /** A shipped case of the hotline's mapping as it is. */
  public static String shipped(String name) {
    try {
      return Files.readString(Path.of("mappings/hotline-json/" + name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An order for the medical insurance bureau of 340882 under a number of its own. */
  public static String numbered(String orderCode) {
    return order(orderCode, "340882", "异地就医备案失败", "来电人反映异地就医备案一直提示失败。").toString();
  }

  /** A caller's number that only this order has, in a segment that nobody has. */
  public static String phone(String orderCode) {
    return "194%08d".formatted(Math.floorMod(orderCode.hashCode() * 2654435761L, 100_000_000L));
  }

  /** What the hotline says about an order later, with the fields given as name, value, … */
  public static ObjectNode note(String pushType, String orderCode, String... fields) {
    var note = JSON.createObjectNode();
    note.put("sysCode", "AH-AQ-12345").put("pushType", pushType).put("pushSeq", 1);
    var data = note.putObject("data").put("orderCode", orderCode);
    for (int i = 0; i + 1 < fields.length; i += 2) {
      data.put(fields[i], fields[i + 1]);
    }
    return note;
  }

  public static ObjectNode order(String orderCode, String area, String title, String content) {
    try {
      var order = (ObjectNode) JSON.readTree(H01.toFile());
      var data = (ObjectNode) order.get("data");
      data.put("callerTel", phone(orderCode)).put("contactTel", "");
      data.put("orderCode", orderCode).put("areaCode", area).put("orderTitle", title);
      data.put("appealContent", content).put("eventAddr", "").put("deadline", "");
      data.put("questionCode", "").put("questionName", "");
      return order;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
