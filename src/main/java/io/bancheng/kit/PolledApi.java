package io.bancheng.kit;

import io.bancheng.canonical.Unacceptable;
import io.bancheng.mappings.Page;
import io.bancheng.mappings.ReplyMapping;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** A department's own system that is asked for replies, as its file describes it. */
public final class PolledApi {
  static final int MOST_PAGES = 50;
  private final Asking asking;
  private final ReplyMapping words;
  private final Credentials credentials;
  private final Reach reach;
  private final Clock clock;

  /**
   * How questions are written.
   *
   * @param at the address for a time from which on (null for everything) and a page (null for the
   *     first)
   * @param since whether it takes such a time
   * @param first the number of the first page, null where pages are not counted
   */
  public record Asking(Address at, boolean since, String first) {}

  /** Writes a question. */
  @FunctionalInterface
  public interface Address {
    URI at(Instant since, String page);
  }

  /** How it is reached; {@code tls} is null for what Java trusts by itself. */
  public record Reach(Duration connect, Duration answer, SSLContext tls) {}

  /**
   * What came back.
   *
   * @param status 0 if nothing did
   * @param page null if it cannot be read
   */
  record Got(URI url, int status, HttpHeaders headers, byte[] body, Page page, String seen) {
    boolean read() {
      return status == 204 || page != null;
    }

    List<byte[]> items() {
      return page == null ? List.of() : page.items();
    }

    @Override
    public String toString() {
      return seen;
    }
  }

  /** A system whose pages are in those words. */
  public PolledApi(
      Asking asking, ReplyMapping words, Credentials credentials, Reach reach, Clock clock) {
    this.asking = asking;
    this.words = words;
    this.credentials = credentials;
    this.reach = reach;
    this.clock = clock;
  }

  Asking asking() {
    return asking;
  }

  Credentials credentials() {
    return credentials;
  }

  /** The first page of what is new since then. */
  Got ask(Instant since) {
    return get(asking.at().at(since, asking.first()), credentials, Map.of());
  }

  /** All pages of what is new since then, but no more than fifty. */
  List<Got> walk(Instant since) {
    var pages = new ArrayList<Got>();
    String number = asking.first();
    var got = ask(since);
    while (got.page() != null && pages.size() < MOST_PAGES) {
      pages.add(got);
      var next =
          got.page().after(number, Page.linked(String.join(", ", got.headers().allValues("Link"))));
      if (next.isEmpty()) {
        return pages;
      }
      number = number == null ? null : next.get();
      got = get(got.url().resolve(asking.at().at(since, next.get())), credentials, Map.of());
    }
    pages.add(got);
    return pages;
  }

  /** Asks at that address, as somebody, with conditions. */
  Got get(URI url, Credentials as, Map<String, String> conditions) {
    String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    var signed =
        new Credentials.Request("GET", path, new byte[0], clock.instant().getEpochSecond());
    var request = HttpRequest.newBuilder(url).GET().timeout(reach.answer());
    as.headers(signed).forEach(request::header);
    conditions.forEach(request::header);
    try {
      return got(url, client().send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      return new Got(url, 0, null, new byte[0], null, e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Got(url, 0, null, new byte[0], null, "interrupted");
    }
  }

  private Got got(URI url, HttpResponse<byte[]> answer) {
    String seen = Answer.http(answer.statusCode(), 0, answer.body()).seen();
    Page page = null;
    if (answer.statusCode() == 200) {
      try {
        page = words.page(answer.body(), type(answer.headers()));
      } catch (Unacceptable e) {
        seen = e.getMessage() + " " + seen;
      }
    }
    return new Got(url, answer.statusCode(), answer.headers(), answer.body(), page, seen);
  }

  static String type(HttpHeaders headers) {
    return headers.firstValue("Content-Type").orElse(null);
  }

  private HttpClient client() {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(reach.connect());
    return (reach.tls() == null ? builder : builder.sslContext(reach.tls())).build();
  }
}
