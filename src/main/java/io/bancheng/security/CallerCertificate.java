package io.bancheng.security;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** The certificate that a caller showed on this connection, which the server has verified. */
final class CallerCertificate {
  private static final String SHOWN = "jakarta.servlet.request.X509Certificate";

  private CallerCertificate() {}

  /** Whether it was made out to that system: its common name (CN) is the system's id. */
  static boolean names(HttpServletRequest request, String systemId) {
    return request.getAttribute(SHOWN) instanceof X509Certificate[] chain
        && chain.length > 0
        && systemId.equals(commonName(chain[0]));
  }

  private static String commonName(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
              .map(rdn -> rdn.getValue().toString())
              .reduce("", (before, last) -> before.isEmpty() ? last : "");
    } catch (InvalidNameException e) {
      return "";
    }
  }
}
