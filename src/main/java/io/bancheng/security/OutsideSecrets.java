package io.bancheng.security;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secrets that other people gave the hub, for calling their systems: one file each in the
 * folder of keys, {@code channel.city.push.secret}, or an environment variable, {@code
 * BANCHENG_SECRET_CHANNEL_CITY_PUSH}. The file goes first; it may be replaced while the hub runs.
 */
public final class OutsideSecrets {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");

  private final Path folder;
  private final Map<String, String> environment;

  /**
   * @param folder {@code $BANCHENG_VAR/keys}
   */
  public OutsideSecrets(Path folder, Map<String, String> environment) {
    this.folder = folder.toAbsolutePath();
    this.environment = Map.copyOf(environment);
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
    String variable = "BANCHENG_SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    return new SecretFile(folder.resolve(name + ".secret"))
        .read()
        .or(() -> Optional.ofNullable(environment.get(variable)).filter(s -> !s.isBlank()));
  }
}
