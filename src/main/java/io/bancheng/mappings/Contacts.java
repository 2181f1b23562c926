package io.bancheng.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ways to reach the reporter (联系方式), read from what people type into telephone fields. */
final class Contacts {
  private static final int MOST = 5;
  private static final int LONGEST = 300;
  private static final Pattern BETWEEN = Pattern.compile("[、,，;；/／|\\n]|或|和");
  private static final Pattern REMARK = Pattern.compile("[（(][^（()）\\d０-９]*[）)]");
  private static final Pattern LABEL = Pattern.compile("^[\\p{IsHan}]+[:：]?|\\p{IsHan}+$");
  private static final Pattern NONE =
      Pattern.compile("[无没有暂不详未知愿透露提供匿名保密空]+|[-/\\\\.*]+|null|none|n/a|0+");
  private static final Pattern EMAIL =
      Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]+@[\\w-]+(\\.[\\w-]+)+");
  private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
  private static final Pattern LANDLINE =
      Pattern.compile(
          "[(]?(0\\d{2,3})[)]?(-?)(\\d{7,8})(?:(?:转|分机|ext\\.?|[x#-])(\\d{1,6}))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SERVICE = Pattern.compile("[48]00-?\\d{3}-?\\d{4}|12\\d{3}|9\\d{4}");
  private static final Pattern ABROAD = Pattern.compile("(?:\\+|00)(?!86)\\d[\\d-]{5,17}");
  private static final Pattern COUNTRY =
      Pattern.compile("^(?:\\+|00)?-?86-?(?=1\\d{10}|0\\d{2,3}-?\\d{7})");
  private static final Pattern LOCAL = Pattern.compile("0\\d*|[2-9]\\d{6,7}");
  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]+");

  private Contacts() {}

  /** The contacts named in these raw values, each once, in their order. */
  static ArrayNode read(JsonNode raw) {
    var found = new LinkedHashSet<ObjectNode>();
    for (JsonNode value : raw) {
      String text = value.isObject() ? value.path("value").asText() : value.asText();
      if (text.length() > LONGEST) {
        found.add(contact("OTHER", text).put("valid", false));
      } else {
        split(text).forEach(part -> found.add(classify(part)));
      }
    }
    var contacts = JsonNodeFactory.instance.arrayNode();
    found.stream().limit(MOST).forEach(contacts::add);
    return contacts;
  }

  private static List<String> split(String text) {
    var parts = new ArrayList<String>();
    for (String part : BETWEEN.split(text)) {
      var words = Arrays.stream(BLANKS.split(part)).map(Contacts::tidy).toList();
      boolean several = words.size() > 1 && words.stream().allMatch(Contacts::complete);
      (several ? words.stream() : Stream.of(tidy(part)))
          .filter(p -> !p.isEmpty() && !NONE.matcher(p.toLowerCase()).matches())
          .forEach(parts::add);
    }
    return parts;
  }

  private static String tidy(String part) {
    String narrow = Words.narrow(REMARK.matcher(part).replaceAll(""));
    String plain = BLANKS.matcher(narrow.replaceAll("\\p{Pd}", "-")).replaceAll("");
    String bare = LABEL.matcher(plain).replaceAll("");
    String number = COUNTRY.matcher(bare).replaceFirst("");
    return complete(number) || number.matches("\\d+") ? number : plain;
  }

  private static boolean complete(String text) {
    return mobile(text) != null
        || LANDLINE.matcher(text).matches()
        || EMAIL.matcher(text).matches();
  }

  private static ObjectNode classify(String text) {
    String mobile = mobile(text);
    if (mobile != null) {
      return contact("MOBILE", mobile);
    }
    Matcher landline = LANDLINE.matcher(text);
    if (landline.matches()) {
      return landline(landline);
    }
    if (text.contains("@")) {
      var email = contact("EMAIL", text);
      return EMAIL.matcher(text).matches() ? email : email.put("valid", false);
    }
    if (SERVICE.matcher(text).matches() || ABROAD.matcher(text).matches()) {
      return contact("OTHER", text);
    }
    return contact(kindOfBroken(text), text).put("valid", false);
  }

  private static String mobile(String text) {
    String digits = text.replace("-", "");
    if (!MOBILE.matcher(digits).matches()) {
      digits = COUNTRY.matcher(digits).replaceFirst("");
    }
    return MOBILE.matcher(digits).matches() ? digits : null;
  }

  private static ObjectNode landline(Matcher number) {
    boolean hyphen = !number.group(2).isEmpty() || number.group().startsWith("(");
    var contact = contact("LANDLINE", number.group(1) + (hyphen ? "-" : "") + number.group(3));
    return number.group(4) == null ? contact : contact.put("ext", number.group(4));
  }

  private static String kindOfBroken(String text) {
    if (LOCAL.matcher(text).matches()) {
      return "LANDLINE";
    }
    return text.matches("1\\d*") ? "MOBILE" : "OTHER";
  }

  private static ObjectNode contact(String type, String value) {
    return JsonNodeFactory.instance.objectNode().put("type", type).put("value", value);
  }
}
