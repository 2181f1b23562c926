package io.bancheng.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;

/**
 * A request at a channel's entrance: its body is bytes for the channel's mapping, and nobody on the
 * way reads a form out of it, guesses its charset or unpacks it.
 */
final class RawRequest extends CappedRequest {
  RawRequest(HttpServletRequest request, int most) {
    super(request, most);
  }

  /** What was declared stands in the header still, for the mapping. */
  @Override
  public String getContentType() {
    return "application/octet-stream";
  }

  @Override
  public String getCharacterEncoding() {
    return null;
  }

  /** A compressed body is not unpacked: nobody knows how large it is. */
  @Override
  public String getHeader(String name) {
    return name.equalsIgnoreCase("Content-Encoding") ? null : super.getHeader(name);
  }

  @Override
  public String getParameter(String name) {
    return null;
  }

  @Override
  public String[] getParameterValues(String name) {
    return null;
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.emptyEnumeration();
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Map.of();
  }
}
