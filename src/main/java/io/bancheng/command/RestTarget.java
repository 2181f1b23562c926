package io.bancheng.command;

import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.RestDelivery;
import io.bancheng.config.RestDelivery.Auth;
import io.bancheng.config.RestDelivery.Login;
import io.bancheng.kit.Credentials;
import io.bancheng.kit.RestEndpoint;
import io.bancheng.mappings.DepartmentDialect;
import io.bancheng.security.OutsideSecrets;
import io.bancheng.security.OutsideTls;
import io.bancheng.security.SecretFile;
import io.bancheng.security.SystemKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLContext;

/** What a department's file says of its own server, for the kit to call it as the hub would. */
final class RestTarget {
  private static final String PURPOSE = "rest";

  private final DepartmentConnection connection;
  private final RestDelivery rest;
  private final OutsideSecrets secrets;
  private final Path var;

  /**
   * For that department.
   *
   * @param var {@code $BANCHENG_VAR}, where keys and certificates are
   */
  RestTarget(DepartmentConnection connection, RestDelivery rest, Path var) {
    this.connection = connection;
    this.rest = rest;
    this.secrets = new OutsideSecrets(var.resolve("keys"), System::getenv);
    this.var = var;
  }

  /** The department's own key at the hub, which its replies must show; made if it has none. */
  String ownKey() {
    new SystemKeys(var.resolve("keys")).ensure(List.of(system()));
    return new SecretFile(var.resolve("keys").resolve(system() + ".key")).readOrCreate();
  }

  RestEndpoint endpoint(DepartmentDialect dialect) {
    var address =
        new RestEndpoint.Address(
            rest.method(),
            whole(rest.to()),
            rest.lookup().map(RestTarget::whole).orElse(null),
            rest.limits().connect(),
            rest.limits().total(),
            tls());
    var shape = new RestEndpoint.Shape(dialect.contentType(), dialect::letter);
    return new RestEndpoint(address, shape, credentials(rest.login()), Clock.systemUTC());
  }

  private static String whole(RestDelivery.Address address) {
    return address.base() + address.rest();
  }

  private Credentials credentials(Login login) {
    return switch (login.auth()) {
      case NONE, CERTIFICATE -> Credentials.NONE;
      case BEARER -> Credentials.Header.bearer(secret());
      case BASIC -> new Credentials.Basic(login.user(), secret());
      case API_KEY -> new Credentials.Header(login.header(), "", secret());
      case HMAC -> new Credentials.Signature(secret());
    };
  }

  private SSLContext tls() {
    boolean shown = rest.login().auth() == Auth.CERTIFICATE;
    return shown || rest.authority().isPresent()
        ? new OutsideTls(secrets, var).context(system(), shown, rest.authority())
        : null;
  }

  private String secret() {
    return secrets.need(system(), PURPOSE);
  }

  private String system() {
    return "department." + connection.id().dotted();
  }
}
