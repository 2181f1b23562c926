package io.bancheng.config;

import io.bancheng.config.RestDelivery.Limits;
import io.bancheng.config.RestDelivery.Login;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the hub asks a department's own system for replies: {@code poll} in its file.
 *
 * @param url where it asks
 * @param parameters what it asks with every time
 * @param every how long from one look to the next
 * @param since how it asks for what is new; without it everything is read every time
 */
public record RestPolling(
    URI url,
    Map<String, String> parameters,
    Access access,
    Duration every,
    Optional<PollSince> since,
    Pages pages,
    Nightly nightly) {
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,60}");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final String ID = "{assignmentId}";
  private static final String CASE = "{caseNo}";

  /**
   * How the hub gets in.
   *
   * @param purpose what its secret is called: {@code rest} where letters are brought with the same
   *     one
   */
  public record Access(Login login, String purpose, Optional<String> authority, Limits limits) {}

  /**
   * How it turns pages.
   *
   * @param parameter takes the page; without it a page links to the next
   * @param first the number of the first page, where pages are counted
   * @param most how many are read at one look
   */
  public record Pages(Optional<String> parameter, int first, int most) {}

  /**
   * When every open assignment is asked about, and how (对账).
   *
   * @param at office local time
   * @param one where it is asked about one of them; without it the usual address is asked about all
   */
  public record Nightly(LocalTime at, Optional<String> one) {
    private static final LocalTime USUAL = LocalTime.of(3, 10);
    private static final Nightly EVERY = new Nightly(USUAL, Optional.empty());

    /** The address for one assignment. */
    public URI about(String assignmentId) {
      String caseNo = assignmentId.replaceFirst("-\\d+$", "");
      return URI.create(one.orElseThrow().replace(ID, assignmentId).replace(CASE, caseNo));
    }
  }

  static RestPolling read(YamlTree at, AdapterSettings letters) {
    boolean own = at.find("auth").isPresent() || !(letters instanceof RestDelivery);
    at.keys(keys(own));
    return new RestPolling(
        OutsideAddress.read(at.need("url")),
        at.find("parameters").map(RestPolling::parameters).orElse(Map.of()),
        own ? access(at) : shared(at, (RestDelivery) letters),
        duration(at, "every", MINUTE, Duration.ofSeconds(5)),
        PollSince.read(at),
        new Pages(
            at.find("page").map(RestPolling::parameter),
            at.find("firstPage").map(f -> f.number(0, 1)).orElse(1),
            at.find("mostPages").map(m -> m.number(1, 10_000)).orElse(100)),
        at.find("reconcile").map(r -> nightly(r, at.need("url"))).orElse(Nightly.EVERY));
  }

  /**
   * Where it is asked.
   *
   * @param about the one assignment, null for all
   * @param since the mark from which on, as it is written
   * @param page the page, null for the first
   */
  public URI asked(String about, Optional<String> since, String page) {
    if (page != null && pages.parameter().isEmpty()) {
      return URI.create(page);
    }
    var query = new LinkedHashMap<>(parameters);
    since.ifPresent(mark -> query.put(this.since.orElseThrow().parameter(), mark));
    if (page != null) {
      query.put(pages.parameter().get(), page);
    }
    var base = about == null ? url : nightly.about(about);
    return query.isEmpty() ? base : URI.create(base + "?" + written(query));
  }

  private static String written(Map<String, String> query) {
    return query.entrySet().stream()
        .map(pair -> escaped(pair.getKey()) + "=" + escaped(pair.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Scheme, host and port: pages and questions are nowhere else. */
  public URI origin() {
    return url.resolve("/");
  }

  private static String[] keys(boolean own) {
    var keys =
        new ArrayList<>(
            List.of(
                "url", "parameters", "auth", "authority", "connect", "response", "total", "every"));
    keys.addAll(
        List.of("since", "as", "zone", "overlap", "page", "firstPage", "mostPages", "reconcile"));
    if (own) {
      keys.addAll(List.of("user", "header"));
    }
    return keys.toArray(String[]::new);
  }

  private static Access access(YamlTree at) {
    return new Access(
        RestDelivery.login(at),
        "poll",
        at.find("authority").map(RestDelivery::file),
        RestDelivery.limits(at));
  }

  private static Access shared(YamlTree at, RestDelivery letters) {
    return new Access(
        letters.login(),
        "rest",
        at.find("authority").map(RestDelivery::file).or(letters::authority),
        RestDelivery.limits(at));
  }

  /** The name of a parameter of an address. */
  static String parameter(YamlTree at) {
    String text = at.text();
    if (!text.isEmpty() && !PARAMETER.matcher(text).matches()) {
      at.problem("\"%s\" names no parameter.".formatted(text), "Write a name such as since.");
    }
    return text;
  }

  private static Map<String, String> parameters(YamlTree at) {
    var parameters = new LinkedHashMap<String, String>();
    at.noSecrets().entries().forEach((name, value) -> parameters.put(name, value.text()));
    return Collections.unmodifiableMap(parameters);
  }

  private static Nightly nightly(YamlTree at, YamlTree usual) {
    at.keys("at", "url");
    return new Nightly(
        at.find("at").map(RestPolling::time).orElse(Nightly.USUAL),
        at.find("url").map(url -> one(url, usual.text())));
  }

  private static LocalTime time(YamlTree at) {
    String text = at.text();
    if (text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
      return LocalTime.parse(text);
    }
    at.problem("at is \"%s\".".formatted(text), "Write a local time as \"03:10\", with quotes.");
    return Nightly.USUAL;
  }

  private static String one(YamlTree at, String usual) {
    String text = at.text();
    if (!text.isEmpty() && !origin(text).equals(origin(usual))) {
      at.problem("\"%s\" is another server.".formatted(text), "Ask the one of poll.url.");
    }
    OutsideAddress.read(at, text.replace(ID, "0").replace(CASE, "0"));
    if (text.indexOf('{') <= text.indexOf('/', "https://".length())) {
      at.problem(
          "the url names no assignment.",
          "Put {assignmentId} or {caseNo} into its path, or leave url out to ask about all.");
    }
    return text;
  }

  private static String origin(String url) {
    return url.replaceFirst("(?<=[^:/])/.*", "");
  }

  /** A time of at least that and at most a day. */
  static Duration duration(YamlTree at, String key, Duration usual, Duration least) {
    var value = at.find(key);
    if (value.isEmpty()) {
      return usual;
    }
    String text = value.get().text();
    if (text.matches("\\d{1,4}[smh]")) {
      var read = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
      if (read.compareTo(least) >= 0 && read.compareTo(DAY) <= 0) {
        return read;
      }
    }
    value
        .get()
        .problem(
            "%s is \"%s\".".formatted(key, text),
            "Write a time such as 90s, 10m or 2h, from %ds to 24h.".formatted(least.toSeconds()));
    return usual;
  }
}
