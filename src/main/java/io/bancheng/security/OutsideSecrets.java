package io.bancheng.security;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The secrets that other people gave the hub, for calling their systems: one file each in the
 * folder of keys, {@code channel.city.push.secret}, or an environment variable, {@code
 * BANCHENG_SECRET_CHANNEL_CITY_PUSH}. The file goes first; it may be replaced while the hub runs.
 */
public final class OutsideSecrets {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");

  private final Path folder;
  private final UnaryOperator<String> environment;

  /**
   * Secrets in a folder or in the environment.
   *
   * @param folder {@code $BANCHENG_VAR/keys}
   * @param environment gives a variable's value, or null
   */
  public OutsideSecrets(Path folder, UnaryOperator<String> environment) {
    this.folder = folder.toAbsolutePath();
    this.environment = environment;
  }

  /**
   * The secret for that use of that system, if there is one.
   *
   * @param purpose what it opens, e.g. {@code push}
   * @throws KeyException {@code key-empty} or {@code key-unreadable}
   */
  public Optional<String> find(String systemId, String purpose) {
    String name = systemId + "." + purpose;
    if (!NAME.matcher(name).matches()) {
      throw new KeyException("key-id-invalid", "\"" + name + "\" cannot name a secret.");
    }
    return file(name)
        .read()
        .or(() -> Optional.ofNullable(environment.apply(variable(name))).filter(s -> !s.isBlank()));
  }

  /**
   * The secret for that use of that system.
   *
   * @throws KeyException {@code secret-missing}, naming the file and the variable
   */
  public String need(String systemId, String purpose) {
    String name = systemId + "." + purpose;
    return find(systemId, purpose)
        .orElseThrow(
            () ->
                new KeyException(
                    "secret-missing",
                    "The password of %s is not known. Write it into %s (mode 0600) or set %s."
                        .formatted(name, file(name).path(), variable(name))));
  }

  private SecretFile file(String name) {
    return new SecretFile(folder.resolve(name + ".secret"));
  }

  private static String variable(String name) {
    return "BANCHENG_SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }
}
