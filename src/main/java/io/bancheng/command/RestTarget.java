package io.bancheng.command;

import io.bancheng.canonical.RequestSignature;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.PollSince;
import io.bancheng.config.RestDelivery;
import io.bancheng.config.RestDelivery.Auth;
import io.bancheng.config.RestDelivery.Login;
import io.bancheng.config.RestPolling;
import io.bancheng.kit.Credentials;
import io.bancheng.kit.PolledApi;
import io.bancheng.kit.RestEndpoint;
import io.bancheng.mappings.DepartmentDialect;
import io.bancheng.mappings.ReplyMapping;
import io.bancheng.security.OutsideSecrets;
import io.bancheng.security.OutsideTls;
import io.bancheng.security.SecretFile;
import io.bancheng.security.SystemKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** What a department's file says of its own server, for the kit to call it as the hub would. */
final class RestTarget {
  private static final String PURPOSE = "rest";

  private final DepartmentConnection connection;
  private final OutsideSecrets secrets;
  private final Path var;

  /**
   * For that department.
   *
   * @param var {@code $BANCHENG_VAR}, where keys and certificates are
   */
  RestTarget(DepartmentConnection connection, Path var) {
    this.connection = connection;
    this.secrets = new OutsideSecrets(var.resolve("keys"), System::getenv);
    this.var = var;
  }

  /** The department's own key at the hub, which its replies must show; made if it has none. */
  String ownKey() {
    new SystemKeys(var.resolve("keys")).ensure(List.of(system()));
    return new SecretFile(var.resolve("keys").resolve(system() + ".key")).readOrCreate();
  }

  RestEndpoint endpoint(RestDelivery rest, DepartmentDialect dialect) {
    var address =
        new RestEndpoint.Address(
            rest.method(),
            whole(rest.to()),
            rest.lookup().map(RestTarget::whole).orElse(null),
            rest.limits().connect(),
            rest.limits().total(),
            tls(rest.login(), rest.authority()));
    var shape = new RestEndpoint.Shape(dialect.contentType(), dialect::letter);
    return new RestEndpoint(address, shape, credentials(rest.login(), PURPOSE), Clock.systemUTC());
  }

  private static String whole(RestDelivery.Address address) {
    return address.base() + address.rest();
  }

  /** Where and how the department is asked for replies in those words. */
  PolledApi polled(RestPolling polling, ReplyMapping words) {
    var access = polling.access();
    var since = polling.since().filter(PollSince::timed);
    boolean counted = polling.pages().parameter().isPresent() && !words.tellsNext();
    return new PolledApi(
        new PolledApi.Asking(
            (from, page) ->
                polling.asked(
                    null,
                    since.filter(s -> from != null).map(s -> s.asked(from, words.zone())),
                    page),
            since.isPresent(),
            counted ? String.valueOf(polling.pages().first()) : null),
        words,
        credentials(access.login(), access.purpose()),
        new PolledApi.Reach(
            access.limits().connect(),
            access.limits().total(),
            tls(access.login(), access.authority())),
        Clock.systemUTC());
  }

  private Credentials credentials(Login login, String purpose) {
    return switch (login.auth()) {
      case NONE, CERTIFICATE -> Credentials.NONE;
      case BEARER -> Credentials.Header.bearer(secret(purpose));
      case BASIC -> new Credentials.Basic(login.user(), secret(purpose));
      case API_KEY -> new Credentials.Header(login.header(), "", secret(purpose));
      case HMAC -> new Credentials.Signature(RequestSignature.SHA256, secret(purpose));
      case HMAC_SM3 -> new Credentials.Signature(RequestSignature.SM3, secret(purpose));
    };
  }

  private SSLContext tls(Login login, Optional<String> authority) {
    boolean shown = login.auth() == Auth.CERTIFICATE;
    return shown || authority.isPresent()
        ? new OutsideTls(secrets, var).context(system(), shown, authority)
        : null;
  }

  private String secret(String purpose) {
    return secrets.need(system(), purpose);
  }

  private String system() {
    return "department." + connection.id().dotted();
  }
}
