package io.bancheng.harness;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Names of headers that would steer Camel or a mail library, as attackers write them. */
public final class Steering {
  private static final List<String> OBEYED =
      List.of(
          "CamelHttpUri",
          "CamelHttpMethod",
          "CamelJmsDestinationName",
          "CamelFileName",
          "CamelSqlQuery",
          "CamelBeanMethodName",
          "CamelToEndpoint",
          "CamelRedelivered",
          "breadcrumbId",
          "Exchange_x",
          "org_apache_camel_x",
          "mail_smtp_host");

  /** Each as it is, in small letters, in capitals, and in both by turns. */
  public static final List<String> NAMES =
      OBEYED.stream().flatMap(Steering::cases).distinct().toList();

  private Steering() {}

  private static Stream<String> cases(String name) {
    var turns = new StringBuilder();
    for (int n = 0; n < name.length(); n++) {
      String one = name.substring(n, n + 1);
      turns.append(n % 2 == 0 ? one.toLowerCase(Locale.ROOT) : one.toUpperCase(Locale.ROOT));
    }
    return Stream.of(
        name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT), turns.toString());
  }
}
