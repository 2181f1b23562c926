package io.bancheng.security;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The passwords by which the hub proves who it is to other people's servers: a file beside the keys
 * ({@code channel.mail.mailbox.secret}) or an environment variable ({@code
 * BANCHENG_SECRET_CHANNEL_MAIL_MAILBOX}). The hub never makes one up.
 */
public final class OutsideSecrets {
  private static final String VARIABLE = "BANCHENG_SECRET_";

  private final Path folder;
  private final UnaryOperator<String> environment;

  /**
   * Secrets in a folder or in the environment; the environment goes first.
   *
   * @param environment gives a variable's value, or null
   */
  public OutsideSecrets(Path folder, UnaryOperator<String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /**
   * The secret of a system's access to a server.
   *
   * @param systemId {@code channel.mail}
   * @param access {@code mailbox}
   * @throws KeyException {@code secret-missing}, naming the file and the variable
   */
  public String need(String systemId, String access) {
    String name = systemId + "." + access;
    String variable = VARIABLE + name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    var file = new SecretFile(folder.resolve(name + ".secret"));
    return Optional.ofNullable(environment.apply(variable))
        .filter(value -> !value.isBlank())
        .or(file::read)
        .orElseThrow(
            () ->
                new KeyException(
                    "secret-missing",
                    "The password of %s is not known. Write it into %s (mode 0600) or set %s."
                        .formatted(name, file.path(), variable)));
  }
}
