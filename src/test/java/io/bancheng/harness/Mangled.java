package io.bancheng.harness;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What may become of a message on its way: cut off, cut out, doubled, full of noise. */
public final class Mangled {
  private Mangled() {}

  public static Arbitrary<byte[]> of(byte[] body) {
    var noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    var place = Arbitraries.integers().between(0, body.length);
    var length = Arbitraries.integers().between(0, 60);
    return Arbitraries.oneOf(
        noise,
        place.map(end -> Arrays.copyOf(body, end)),
        Combinators.combine(place, length).as((at, cut) -> spliced(body, at, cut, new byte[0])),
        Combinators.combine(place, length, noise).as((at, cut, n) -> spliced(body, at, cut, n)),
        Combinators.combine(place, length)
            .as((at, n) -> spliced(body, at, 0, Arrays.copyOfRange(body, at, at + n))),
        Combinators.combine(place, Arbitraries.of("<", "&", "%", "\r\n--", "]]>", "=", "\0", "</"))
            .as((at, sign) -> spliced(body, at, 1, sign.getBytes())));
  }

  /** The body with another piece in place of {@code cut} bytes. */
  private static byte[] spliced(byte[] body, int at, int cut, byte[] piece) {
    int rest = Math.min(at + cut, body.length);
    byte[] made = Arrays.copyOf(body, at + piece.length + body.length - rest);
    System.arraycopy(piece, 0, made, at, piece.length);
    System.arraycopy(body, rest, made, at + piece.length, body.length - rest);
    return made;
  }
}
