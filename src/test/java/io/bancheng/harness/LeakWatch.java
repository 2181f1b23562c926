package io.bancheng.harness;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Every test of the project fails if anything that ran meanwhile told personal data or a secret
 * where they do not belong; {@code META-INF/services} names it to JUnit, so that no test can
 * forget.
 */
public final class LeakWatch
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    Leaks.watch();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Leaks.watch();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    none(Leaks.found());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Leaks.metrics();
    none(Leaks.found());
  }

  private static void none(List<String> found) {
    if (!found.isEmpty()) {
      throw new AssertionError(
          "Personal data or a secret was told where it does not belong:\n"
              + String.join("\n", found));
    }
  }
}
