package io.bancheng.config;

import java.util.Collection;
import java.util.Optional;

/**
 * How the hub writes to a department that has nothing but e-mail, and where it finds the answers.
 *
 * @param to the department's address
 * @param smtp the server that takes the hub's mails
 * @param mailbox where the answers arrive; departments may share one
 */
public record MailDepartment(String to, MailServer smtp, Mailbox mailbox)
    implements AdapterSettings {
  private static final String ADDRESS = "[^@\\s<>,;]+@[\\w.-]+";

  /** The settings; incomplete ones are findings and read as null. */
  static MailDepartment read(YamlTree at) {
    at.keys("to", "smtp", "mailbox");
    var to = at.need("to");
    if (!to.text().isEmpty() && !to.text().matches(ADDRESS)) {
      to.problem("\"%s\" is no mail address.".formatted(to.text()), "Write name@host.");
    }
    Optional<MailServer> smtp = MailServer.read(at.need("smtp"));
    Optional<Mailbox> mailbox = Mailbox.read(at.need("mailbox"));
    return smtp.isPresent() && mailbox.isPresent()
        ? new MailDepartment(to.text(), smtp.get(), mailbox.get())
        : null;
  }

  /** A mailbox that a channel reads too is a finding: each would take mails from the other. */
  static void apart(
      Collection<DepartmentConnection> departments,
      Collection<ChannelConfig> channels,
      Findings findings) {
    for (DepartmentConnection department : departments) {
      channels.stream()
          .filter(
              channel -> department.settings() instanceof MailDepartment mail && mail.in(channel))
          .forEach(
              channel ->
                  findings.add(
                      new Place(
                          "config/departments/%s-%s.yaml"
                              .formatted(department.id().region(), department.id().type()),
                          1,
                          1),
                      "its mailbox is emptied for channel %s.".formatted(channel.code()),
                      "Give departments a mailbox of their own."));
    }
  }

  private boolean in(ChannelConfig channel) {
    return channel.in().mail().filter(box -> box.name().equals(mailbox.name())).isPresent();
  }

  @Override
  public boolean carried() {
    return true;
  }
}
