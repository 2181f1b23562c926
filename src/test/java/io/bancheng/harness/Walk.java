package io.bancheng.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.openqa.selenium.Keys;

/**
 * Somebody's way through the hub's pages in one language. Every page on the way is looked at on a
 * phone and on a desk: nothing hangs over, nothing keeps people out, the browser has no complaint,
 * and a picture is kept.
 */
public final class Walk {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Chromium browser;
  private final HubClient hub;
  private final String at;
  private final String language;

  public Walk(Chromium browser, HubClient hub, int port, String language) {
    this.browser = browser;
    this.hub = hub;
    this.at = "http://localhost:" + port;
    this.language = language;
  }

  /** Comes to the console as that member of staff. */
  public Walk signIn(String account) {
    browser.forget().open(at + "/console/sign-in?lang=" + language, 1366, 768);
    browser.tabTo("account").type(account);
    browser.tabTo("key").type(hub.secret("staff." + account)).press(Keys.ENTER);
    await("form[action$='/console/sign-out']");
    return this;
  }

  /** Comes as somebody from the street. */
  public Walk stranger() {
    browser.forget();
    return this;
  }

  /** Goes to a page and looks at it on a phone and on a desk. */
  public Walk visit(String name, String path) {
    browser.open(at + inLanguage(path), 390, 844);
    picture("phone", name);
    return look(name);
  }

  /** Goes to a page by the link to it on the page that is shown. */
  public Walk follow(String name, String href) {
    assertThat(browser.shows("a[href='" + href + "']")).as("a link to " + href).isTrue();
    return visit(name, href);
  }

  /** Looks at the page that is shown now, on a desk. */
  public Walk look(String name) {
    browser.screen(1366, 768);
    picture("desk", name);
    assertThat(browser.complaints()).as(name).isEmpty();
    assertThat(browser.barriers()).as(name).isEmpty();
    assertThat(browser.source()).as("texts of %s", name).doesNotContain("??");
    return this;
  }

  private void picture(String screen, String name) {
    try {
      browser.picture("day-%s-%s-%s".formatted(name, language, screen));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(browser.overhang()).as("%s on a %s", name, screen).isZero();
  }

  /** Takes an action on the case that is shown, by its form, and waits for what it brings. */
  public Walk act(String action, Map<String, String> fields, String sign) {
    String form = "form[action$='/actions/" + action + "']";
    await(form);
    browser.fillIn(form, fields).send(form);
    return await(sign);
  }

  /** Waits for something on the page that is shown. */
  public Walk await(String selector) {
    Awaitility.await(selector)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> browser.shows(selector));
    return this;
  }

  /** The page that is shown, for looking closer. */
  public Chromium page() {
    return browser;
  }

  /** What one says in this language. */
  public String say(String chinese, String english) {
    return language.equals("en") ? english : chinese;
  }

  private String inLanguage(String path) {
    return path + (path.contains("?") ? "&" : "?") + "lang=" + language;
  }
}
