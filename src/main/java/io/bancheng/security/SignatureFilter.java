package io.bancheng.security;

import io.bancheng.canonical.Proof;
import io.bancheng.canonical.RequestSignature;
import io.bancheng.canonical.StaffDirectory;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Knows callers by a signature made with their key ({@link RequestSignature}), which names its
 * system in {@code X-Hub-System}. The key itself does not travel, a changed request is not theirs,
 * and one that was seen before opens nothing.
 */
final class SignatureFilter extends OncePerRequestFilter {
  private static final String SYSTEM = "X-Hub-System";
  private static final Duration YOUNG = Duration.ofMinutes(5);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._~-]{8,100}");

  /** So many requests of the largest size are held at once, until their signature is known. */
  private static final int AT_ONCE = 4;

  private static final Refused FORGED =
      new Refused("The signature is not that of this request and of that system's key.", "签名无效");
  private static final Refused STALE =
      new Refused(
          "X-Hub-Timestamp is more than five minutes away from the hub's time.", "时间戳超出允许范围");
  private static final Refused SEEN = new Refused("X-Hub-Nonce was used before.", "随机数已使用");
  private static final Refused INCOMPLETE =
      new Refused(
          "A signed request has X-Hub-System, X-Hub-Timestamp, X-Hub-Nonce (8 to 100 letters,"
              + " digits, . _ ~ -) and X-Hub-Signature.",
          "签名请求头不完整");

  private final SystemKeys keys;
  private final StaffDirectory staff;
  private final CallerProofs proofs;
  private final int most;
  private final Semaphore room;

  /**
   * Knows callers by these keys.
   *
   * @param most bytes of a body
   */
  SignatureFilter(SystemKeys keys, StaffDirectory staff, CallerProofs proofs, int most) {
    this.keys = keys;
    this.staff = staff;
    this.proofs = proofs;
    this.most = most;
    this.room = new Semaphore(AT_ONCE * most);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getHeader(RequestSignature.SIGNATURE) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long length = Math.max(0, request.getContentLengthLong());
    if (request.getHeader("Transfer-Encoding") != null) {
      response.sendError(HttpServletResponse.SC_LENGTH_REQUIRED);
    } else if (length > most) {
      response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    } else if (!room.tryAcquire((int) length)) {
      response.setHeader("Retry-After", "1");
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else {
      try {
        byte[] body = request.getInputStream().readNBytes((int) length);
        refusal(request, body)
            .ifPresentOrElse(
                why -> stay(why, request),
                () -> KeyFilter.enter(KeyFilter.known(request.getHeader(SYSTEM), staff)));
        chain.doFilter(new ReadRequest(request, body), response);
      } finally {
        room.release((int) length);
      }
    }
  }

  /** Unknown, whatever key the request shows beside the signature. */
  private static void stay(Refused why, HttpServletRequest request) {
    SecurityContextHolder.clearContext();
    why.note(request);
  }

  private Optional<Refused> refusal(HttpServletRequest request, byte[] body) {
    String system = request.getHeader(SYSTEM);
    String timestamp = request.getHeader(RequestSignature.TIMESTAMP);
    String nonce = request.getHeader(RequestSignature.NONCE);
    if (system == null
        || timestamp == null
        || !SECONDS.matcher(timestamp).matches()
        || nonce == null
        || !WORD.matcher(nonce).matches()) {
      return Optional.of(INCOMPLETE);
    }
    var now = proofs.clock().instant();
    if (age(now, timestamp).compareTo(YOUNG) > 0) {
      return Optional.of(STALE);
    }
    var signed =
        new RequestSignature.Request(request.getMethod(), path(request), body, timestamp, nonce);
    String signature = request.getHeader(RequestSignature.SIGNATURE);
    var algorithm = RequestSignature.of(signature);
    if (!keys.proved(system, secret -> algorithm.fits(signature, secret, signed))) {
      return Optional.of(FORGED);
    }
    if (proofs.of().apply(system) == Proof.CERTIFICATE
        && !CallerCertificate.names(request, system)) {
      return Optional.of(KeyFilter.UNCERTIFIED);
    }
    return proofs.nonces().first(system, nonce, now) ? Optional.empty() : Optional.of(SEEN);
  }

  private static Duration age(Instant now, String timestamp) {
    return Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now).abs();
  }

  private static String path(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }
}
