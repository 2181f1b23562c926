package io.bancheng.canonical;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a person decided about a case, by the action names of the transition tables.
 *
 * @param assignmentId the assignment meant, null if the action is about the whole case
 * @param data what the transition requires, as the caller sent it
 */
public record Decision(
    String caseNo, String action, Actor actor, String assignmentId, Map<String, Object> data) {

  /** The text of that field. */
  public String text(String field) {
    Object value = data.get(field);
    return value == null ? null : value.toString();
  }

  /**
   * The text of a field that the transition requires.
   *
   * @throws Unacceptable if it is missing
   */
  public String required(String field) {
    String value = text(field);
    if (value == null || value.isBlank()) {
      throw new Unacceptable(
          Unacceptable.Kind.INVALID,
          "Action %s needs \"%s\".".formatted(action, field),
          List.of(new Unacceptable.Fault("/" + field, "is required")));
    }
    return value.strip();
  }

  /**
   * The field as one of the constants of an enumeration.
   *
   * @throws Unacceptable if it is missing or not one of them, naming them
   */
  public <E extends Enum<E>> E required(String field, Class<E> type) {
    String value = required(field);
    try {
      return Enum.valueOf(type, value);
    } catch (IllegalArgumentException e) {
      var allowed = Arrays.toString(type.getEnumConstants());
      throw new Unacceptable(
          Unacceptable.Kind.INVALID,
          "\"%s\" is not a %s.".formatted(value, field),
          List.of(new Unacceptable.Fault("/" + field, "must be one of " + allowed)));
    }
  }

  /**
   * The field as yes or no.
   *
   * @throws Unacceptable if it is missing or neither
   */
  public boolean flag(String field) {
    String value = required(field);
    if (!value.equals("true") && !value.equals("false")) {
      throw fault(field, value, "must be true or false");
    }
    return value.equals("true");
  }

  /**
   * The field as a number; the least one if it is missing.
   *
   * @throws Unacceptable if it is no number from {@code least} to {@code most}
   */
  public int number(String field, int least, int most) {
    String value = text(field) == null ? String.valueOf(least) : required(field);
    if (!value.matches("\\d{1,6}")
        || Integer.parseInt(value) < least
        || Integer.parseInt(value) > most) {
      throw fault(field, value, "must be a number from %d to %d".formatted(least, most));
    }
    return Integer.parseInt(value);
  }

  private static Unacceptable fault(String field, String value, String must) {
    return new Unacceptable(
        Unacceptable.Kind.INVALID,
        "\"%s\" is not a %s.".formatted(value, field),
        List.of(new Unacceptable.Fault("/" + field, must)));
  }

  /**
   * The field as a time with offset (ISO 8601).
   *
   * @throws Unacceptable if it is missing or not such a time
   */
  public Instant requiredTime(String field) {
    String value = required(field);
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException e) {
      throw new Unacceptable(
          Unacceptable.Kind.INVALID,
          "\"%s\" is not a time.".formatted(value),
          List.of(
              new Unacceptable.Fault(
                  "/" + field, "must be a time with offset such as 2026-10-09T15:33:10+08:00")));
    }
  }
}
