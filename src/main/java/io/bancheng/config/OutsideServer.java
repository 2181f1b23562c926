package io.bancheng.config;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server of somebody else's that the operators' files name.
 *
 * @param system whose it is, e.g. {@code department.340882.ybj}
 * @param secret what the hub's secret there is called, if it needs one
 * @param tls whether the line begins with TLS
 */
public record OutsideServer(
    String system, Optional<String> secret, String host, int port, boolean tls) {
  private static final String MAILBOX = "mailbox";
  private static final String SFTP = "sftp";

  /** Every one, channels first. */
  public static Stream<OutsideServer> of(HubConfig config) {
    var channels = config.channels().values().stream().flatMap(OutsideServer::of);
    var departments = config.connections().values().stream().flatMap(OutsideServer::of);
    var listeners =
        config.listeners().pushes().entrySet().stream()
            .flatMap(push -> push.getValue().url().stream().map(at -> http(push.getKey(), at)));
    var gateway = config.sms().stream().map(sms -> http(SmsGateway.SYSTEM, sms.url()));
    return Stream.of(channels, departments, listeners, gateway).flatMap(all -> all).distinct();
  }

  private static Stream<OutsideServer> of(ChannelConfig channel) {
    String system = "channel." + channel.code();
    return Stream.of(
            channel.in().mail().map(mailbox -> at(system, MAILBOX, mailbox.server())),
            channel.smtp().map(smtp -> mail(system, smtp)),
            channel.in().sftp().map(sftp -> sftp(system, sftp)),
            Optional.ofNullable(channel.push()).map(at -> http(system, at)))
        .flatMap(Optional::stream);
  }

  private static Stream<OutsideServer> of(DepartmentConnection department) {
    String system = "department." + department.id().dotted();
    var polled =
        department.poll().stream()
            .map(
                poll ->
                    http(system, poll.origin())
                        .needing(poll.access().login(), poll.access().purpose()));
    return Stream.concat(of(system, department.settings()), polled);
  }

  private static Stream<OutsideServer> of(String system, AdapterSettings settings) {
    if (settings instanceof RestDelivery rest) {
      return Stream.of(http(system, rest.to().base()).needing(rest.login(), "rest"));
    }
    if (settings instanceof MailDepartment mail) {
      return Stream.of(mail(system, mail.smtp()), at(system, MAILBOX, mail.mailbox().server()));
    }
    return settings instanceof FileDepartment files
        ? files.sftp().stream().map(sftp -> sftp(system, sftp))
        : Stream.empty();
  }

  private static OutsideServer mail(String system, MailServer smtp) {
    var server = at(system, MAILBOX, smtp.server());
    return new OutsideServer(
        system, smtp.user().map(user -> MAILBOX), server.host, server.port, server.tls);
  }

  private static OutsideServer sftp(String system, SftpServer sftp) {
    return new OutsideServer(system, Optional.of(SFTP), sftp.host(), sftp.port(), false);
  }

  private static OutsideServer http(String system, URI at) {
    var server = at(system, "", at);
    return new OutsideServer(system, Optional.empty(), server.host, server.port, server.tls);
  }

  private static OutsideServer at(String system, String secret, URI at) {
    boolean tls = at.getScheme().matches("https|smtps|imaps");
    int port = at.getPort() > 0 ? at.getPort() : tls ? 443 : 80;
    return new OutsideServer(system, Optional.of(secret), at.getHost(), port, tls);
  }

  private OutsideServer needing(RestDelivery.Login login, String purpose) {
    boolean needs =
        switch (login.auth()) {
          case NONE, CERTIFICATE -> false;
          default -> true;
        };
    return new OutsideServer(
        system, needs ? Optional.of(purpose) : Optional.empty(), host, port, tls);
  }
}
