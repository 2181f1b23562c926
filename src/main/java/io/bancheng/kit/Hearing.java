package io.bancheng.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Reply;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.mappings.Replies;
import io.bancheng.mappings.ReplyMapping;
import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what the department says, in the hub's form or in its own words. */
final class Hearing {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final DepartmentId department;
  private final Optional<ReplyMapping> words;
  private final Clock clock;

  Hearing(DepartmentId department, Optional<ReplyMapping> words, Clock clock) {
    this.department = department;
    this.words = words;
    this.clock = clock;
  }

  /** The replies in one message; one that cannot be read is a reply with a fault. */
  List<Heard> hear(byte[] raw, String contentType) {
    try {
      return words.isPresent() ? translated(raw, contentType, words.get()) : plain(raw);
    } catch (Unacceptable e) {
      return List.of(new Heard(null, fault(e), clock.instant()));
    }
  }

  /** A reply that was taken from a page. */
  List<Heard> item(byte[] item) {
    return words.map(mapping -> List.of(one(item, ReplyMapping.ITEM, mapping))).orElse(List.of());
  }

  private List<Heard> plain(byte[] raw) {
    var several = Replies.each(raw);
    return (several.isEmpty() ? List.of(raw) : several).stream().map(this::plainly).toList();
  }

  private Heard plainly(byte[] raw) {
    try {
      Replies.read(raw, department);
      return new Heard(json(raw), "", clock.instant());
    } catch (Unacceptable e) {
      return new Heard(json(raw), fault(e), clock.instant());
    }
  }

  private List<Heard> translated(byte[] raw, String contentType, ReplyMapping mapping) {
    boolean several = mapping.takesApart();
    return (several ? mapping.items(raw, contentType) : List.of(raw))
        .stream().map(one -> one(one, several ? ReplyMapping.ITEM : contentType, mapping)).toList();
  }

  private Heard one(byte[] one, String contentType, ReplyMapping mapping) {
    try {
      return new Heard(json(mapping.read(one, contentType, department)), "", clock.instant());
    } catch (Unacceptable e) {
      return new Heard(json(one), fault(e), clock.instant());
    }
  }

  private static ObjectNode json(Reply reply) {
    var said = CanonicalJson.MAPPER.createObjectNode();
    reply.texts().byName().forEach(said::put);
    return said.put("eventType", reply.eventType().name())
        .put("assignmentId", reply.assignmentId())
        .put("occurredAt", OffsetDateTime.ofInstant(reply.occurredAt(), ZONE).toString())
        .put("idempotencyKey", reply.idempotencyKey())
        .put("resultType", reply.resultType() == null ? null : reply.resultType().name());
  }

  private static ObjectNode json(byte[] raw) {
    try {
      return CanonicalJson.MAPPER.readTree(raw) instanceof ObjectNode object ? object : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static String fault(Unacceptable e) {
    return e.faults().isEmpty()
        ? e.kind().name()
        : e.faults().stream()
            .map(fault -> fault.pointer() + " " + fault.detail())
            .collect(Collectors.joining("; "));
  }
}
