package io.bancheng.canonical;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One department of one region, written {@code 340882:ybj} in messages, {@code 340882.ybj} in queue
 * names and {@code 340882-ybj} in file names.
 */
public record DepartmentId(String region, String type) {
  private static final Pattern FORM = Pattern.compile("(\\d{6})[:.-]([a-z][a-z0-9]{0,19})");

  public DepartmentId {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(type, "type");
  }

  /**
   * Reads any of the three written forms.
   *
   * @throws IllegalArgumentException if the text is none of them
   */
  public static DepartmentId parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a department id such as 340882:ybj");
    }
    return new DepartmentId(matcher.group(1), matcher.group(2));
  }

  /** The form used in queue names and system ids. */
  public String dotted() {
    return region + "." + type;
  }

  @Override
  public String toString() {
    return region + ":" + type;
  }
}
