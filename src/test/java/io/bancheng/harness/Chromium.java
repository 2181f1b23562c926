package io.bancheng.harness;

import com.deque.html.axecore.providers.EmbeddedResourceAxeProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.slf4j.LoggerFactory;

/** A real browser without a screen, used by keyboard. */
public final class Chromium implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final String AXE = script();
  private static final String GRAVE =
      """
      const done = arguments[arguments.length - 1];
      axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations']})
        .then(result => done(result.violations
          .filter(rule => ['serious', 'critical'].includes(rule.impact))
          .map(rule => rule.id + ': ' + rule.nodes[0].target + ' ' + rule.help)));
      """;
  private static final int MOST_STEPS = 200;
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts the browser; without one the test is skipped, unless {@code browser.required}. */
  public static Chromium start() {
    var browser = first("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    var control = first("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver");
    if (browser == null || control == null) {
      missing();
    }
    SELENIUM.setLevel(Level.SEVERE);
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    options.setCapability("goog:loggingPrefs", logs);
    var service = new ChromeDriverService.Builder().usingDriverExecutable(control.toFile());
    return new Chromium(new ChromeDriver(service.build(), options));
  }

  private static void missing() {
    String where = "There is no Chromium with chromedriver in /usr/bin";
    if (Boolean.getBoolean("browser.required")) {
      throw new AssertionError(where + ": install chromium and chromium-driver.");
    }
    LoggerFactory.getLogger(Chromium.class).warn("{}: tests with a browser are skipped.", where);
    Assumptions.abort(where);
  }

  /** Shows a page on a screen of that size, in CSS pixels. */
  public void open(String address, int width, int height) {
    screen(width, height);
    driver.get("about:blank");
    driver.get(address);
  }

  /** Shows the page that is there on a screen of another size. */
  public void screen(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  /** Goes on with Tab until the field is reached, as somebody without a mouse does. */
  public Chromium tabTo(String id) {
    for (int n = 0; n < MOST_STEPS; n++) {
      press(Keys.TAB);
      if (id.equals(focused().getAttribute("id"))) {
        return this;
      }
    }
    throw new AssertionError("Tab never reaches " + id);
  }

  /**
   * The first place where Tab stops; the first press may only bring the page itself to the fore.
   */
  public WebElement firstStop() {
    for (int n = 0; n < 3 && focused().getTagName().equals("body"); n++) {
      press(Keys.TAB);
    }
    return focused();
  }

  public Chromium type(String text) {
    focused().sendKeys(text);
    return this;
  }

  /** Empties the field that has the focus, which it keeps. */
  public Chromium clear() {
    var field = focused();
    field.clear();
    field.sendKeys("");
    return this;
  }

  /** Puts a long text into the field that has the focus at once, as a paste does. */
  public Chromium fill(String text) {
    driver.executeScript("arguments[0].value = arguments[1]", focused(), text);
    return this;
  }

  /** Where a link leads. */
  public String link(String selector) {
    return driver.findElement(By.cssSelector(selector)).getDomProperty("href");
  }

  public Chromium press(Keys key) {
    new Actions(driver).sendKeys(key).perform();
    return this;
  }

  /** Goes down a list that has the focus until that is chosen. */
  public Chromium choose(String value) {
    for (int n = 0; n < MOST_STEPS; n++) {
      if (value.equals(focused().getDomProperty("value"))) {
        return this;
      }
      press(Keys.ARROW_DOWN);
    }
    throw new AssertionError("the list has no " + value);
  }

  /** Writes into the fields of a form by their names; opens it first if it is folded up. */
  public Chromium fillIn(String form, Map<String, String> fields) {
    var found = driver.findElement(By.cssSelector(form));
    unfold(found);
    fields.forEach((name, value) -> write(found, name, value));
    return this;
  }

  private static void unfold(WebElement form) {
    for (var folded : form.findElements(By.xpath("ancestor::details[not(@open)]/summary"))) {
      folded.click();
    }
  }

  private static void write(WebElement form, String name, String value) {
    var field = form.findElement(By.name(name));
    if (field.getTagName().equals("select")) {
      field.findElement(By.cssSelector("option[value='" + value + "']")).click();
    } else if (List.of("radio", "checkbox").contains(field.getDomProperty("type"))) {
      String one = "[name='%s'][value='%s']".formatted(name, value);
      form.findElement(By.cssSelector(one)).click();
    } else {
      field.clear();
      field.sendKeys(value);
    }
  }

  /** Clicks on something, as people with a mouse do. */
  public Chromium click(String selector) {
    var found = driver.findElement(By.cssSelector(selector));
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", found);
    found.click();
    return this;
  }

  /** Sends a form by its last button. */
  public Chromium send(String form) {
    var buttons = driver.findElements(By.cssSelector(form + " button[type='submit']"));
    var button = buttons.get(buttons.size() - 1);
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", button);
    button.click();
    return this;
  }

  /** Forgets who was signed in, and in which language. */
  public Chromium forget() {
    driver.manage().deleteAllCookies();
    return this;
  }

  /** What the page consists of. */
  public String source() {
    return driver.getPageSource();
  }

  public WebElement focused() {
    return driver.switchTo().activeElement();
  }

  public String text(String selector) {
    return driver.findElement(By.cssSelector(selector)).getText();
  }

  public boolean shows(String selector) {
    return !driver.findElements(By.cssSelector(selector)).isEmpty();
  }

  /** How far the page is wider than the screen. */
  public long overhang() {
    var root = "document.documentElement";
    var wider =
        driver.executeScript("return %s.scrollWidth - %s.clientWidth".formatted(root, root));
    return ((Number) wider).longValue();
  }

  /** What the browser complained about, such as content that the policy of the page forbids. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> !message.contains("status of 422"))
        .toList();
  }

  /** What keeps people out (WCAG 2.1 A and AA), as far as a machine can tell. */
  public List<String> barriers() {
    driver.executeScript(AXE);
    var found = (List<?>) driver.executeAsyncScript(GRAVE);
    return found.stream().map(Object::toString).toList();
  }

  /** Keeps a picture of the whole page. */
  public void picture(String name) throws IOException {
    var taken =
        driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
    Files.createDirectories(SCREENSHOTS);
    var bytes = Base64.getDecoder().decode((String) taken.get("data"));
    Files.write(SCREENSHOTS.resolve(name + ".png"), bytes);
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static String script() {
    try (var axe = EmbeddedResourceAxeProvider.class.getResourceAsStream("/axe.min.js")) {
      return new String(axe.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path first(String... places) {
    return Stream.of(places).map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
  }
}
