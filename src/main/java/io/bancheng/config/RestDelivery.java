package io.bancheng.config;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the hub brings letters to a department's system over HTTP: {@code rest} in its file.
 *
 * @param to where each letter goes
 * @param method POST, or PUT where the letter's own id is part of the address
 * @param authority the certificate (PEM) that vouches for its server, a file below {@code
 *     BANCHENG_VAR}; none if a public one does
 * @param lookup where the hub asks whether a letter arrived
 */
public record RestDelivery(
    Address to,
    String method,
    Login login,
    Optional<String> authority,
    Limits limits,
    OnUnknown onUnknown,
    Optional<Address> lookup)
    implements AdapterSettings {
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_./-]*");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}");
  private static final int LONGEST_SECONDS = 60;

  /**
   * An address, in which a letter's own id may be one step.
   *
   * @param rest what stands from that step on, empty without one
   */
  public record Address(URI base, String rest) {
    private static final String ID = "/{hubMsgId}";
    private static final Pattern REST = Pattern.compile("/\\{hubMsgId}[A-Za-z0-9/_.-]*");

    static Address read(YamlTree at) {
      String text = at.text();
      int step = text.indexOf(ID);
      String rest = step < 0 ? "" : text.substring(step);
      if (!rest.isEmpty() && !REST.matcher(rest).matches()) {
        at.problem(
            "\"%s\" is no address.".formatted(text), "Write {hubMsgId} once, as one whole step.");
      }
      return new Address(OutsideAddress.read(at, step < 0 ? text : text.substring(0, step)), rest);
    }

    /** Whether it names the letter. */
    public boolean named() {
      return !rest.isEmpty();
    }

    /** What follows the base for that letter. */
    public String path(String messageId) {
      return rest.replace("{hubMsgId}", messageId);
    }
  }

  /** How the hub proves to the department's system who it is. */
  public enum Auth {
    NONE,
    BEARER,
    BASIC,
    API_KEY,
    HMAC,
    HMAC_SM3,
    CERTIFICATE
  }

  /**
   * The login.
   *
   * @param user for BASIC
   * @param header for API_KEY
   */
  public record Login(Auth auth, String user, String header) {}

  /** How long a call may take: until connected, until something is answered, in all. */
  public record Limits(Duration connect, Duration response, Duration total) {}

  /** What follows when nobody knows whether a letter arrived. */
  public enum OnUnknown {
    /** It is sent again: the department has declared that a letter of the same id does no harm. */
    RETRY,
    /** The department's system is asked. */
    LOOKUP,
    /** A person decides. */
    PARK
  }

  private static final Map<String, Auth> AUTHS = new LinkedHashMap<>();

  static {
    AUTHS.put("none", Auth.NONE);
    AUTHS.put("bearer", Auth.BEARER);
    AUTHS.put("basic", Auth.BASIC);
    AUTHS.put("apiKey", Auth.API_KEY);
    AUTHS.put("hmac", Auth.HMAC);
    AUTHS.put("hmac-sm3", Auth.HMAC_SM3);
    AUTHS.put("certificate", Auth.CERTIFICATE);
  }

  @Override
  public boolean carried() {
    return true;
  }

  static RestDelivery read(YamlTree at) {
    at.keys(
        "url",
        "method",
        "auth",
        "user",
        "header",
        "authority",
        "connect",
        "response",
        "total",
        "onUnknown",
        "lookup");
    var to = Address.read(at.need("url"));
    var method = at.find("method");
    String verb = method.map(m -> m.word(List.of("POST", "PUT"))).orElse("POST");
    if (verb.equals("PUT") && !to.named()) {
      method.get().problem("PUT needs a letter's id in the url.", "Add /{hubMsgId} to it.");
    }
    return new RestDelivery(
        to,
        verb,
        login(at),
        at.find("authority").map(RestDelivery::file),
        limits(at),
        onUnknown(at),
        at.find("lookup").map(RestDelivery::lookup));
  }

  private static Address lookup(YamlTree at) {
    var address = Address.read(at);
    if (!address.named() && !at.text().isEmpty()) {
      at.problem("lookup does not name the letter.", "Add /{hubMsgId} to it.");
    }
    return address;
  }

  private static OnUnknown onUnknown(YamlTree at) {
    var value = at.find("onUnknown");
    String word = value.map(v -> v.word(List.of("park", "retry", "lookup"))).orElse("park");
    boolean asks = word.equals("lookup");
    if (asks && at.find("lookup").isEmpty()) {
      value.get().problem("onUnknown is lookup, but there is no address.", "Add \"lookup:\".");
    } else if (!asks && at.find("lookup").isPresent()) {
      at.need("lookup").problem("lookup is for onUnknown: lookup.", "Delete it, or write that.");
    }
    return OnUnknown.valueOf(word.toUpperCase(Locale.ROOT));
  }

  static Login login(YamlTree at) {
    var auth = AUTHS.get(at.need("auth").word(List.copyOf(AUTHS.keySet())));
    var user = only(at, "user", auth == Auth.BASIC);
    var header = only(at, "header", auth == Auth.API_KEY);
    if (!header.isEmpty() && !HEADER.matcher(header).matches()) {
      at.need("header").problem("\"%s\" is no header.".formatted(header), "Write X-Api-Key.");
    }
    return new Login(auth, user, header);
  }

  /** The text of a key that one kind of login needs and no other has. */
  private static String only(YamlTree at, String key, boolean needed) {
    if (needed) {
      return at.need(key).text();
    }
    at.find(key)
        .ifPresent(k -> k.problem("this kind of auth has no \"%s\".".formatted(key), "Delete it."));
    return "";
  }

  static Limits limits(YamlTree at) {
    var limits =
        new Limits(seconds(at, "connect", 2), seconds(at, "response", 5), seconds(at, "total", 20));
    if (limits.total().compareTo(limits.response()) < 0) {
      at.find("total")
          .or(() -> at.find("response"))
          .ifPresent(t -> t.problem("total is shorter than response.", "Make it longer."));
    }
    return limits;
  }

  private static Duration seconds(YamlTree at, String key, int usual) {
    var value = at.find(key);
    String text = value.map(YamlTree::text).orElse(usual + "s");
    if (text.matches("[1-9]\\d?s")) {
      int seconds = Integer.parseInt(text.substring(0, text.length() - 1));
      if (seconds <= LONGEST_SECONDS) {
        return Duration.ofSeconds(seconds);
      }
    }
    value.ifPresent(
        v ->
            v.problem(
                "%s is \"%s\".".formatted(key, text),
                "Write seconds from 1s to %ds.".formatted(LONGEST_SECONDS)));
    return Duration.ofSeconds(usual);
  }

  static String file(YamlTree at) {
    String text = at.text();
    if (!text.isEmpty() && (!FILE.matcher(text).matches() || text.contains(".."))) {
      at.problem(
          "\"%s\" is no file below var/.".formatted(text),
          "Write a path without .., such as keys/department.340882.wjw.authority.pem.");
    }
    return text;
  }
}
