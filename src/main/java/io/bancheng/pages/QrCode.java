package io.bancheng.pages;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** An address as a QR code (ISO/IEC 18004) that a page shows without a script or a second call. */
public final class QrCode {
  /** The margin of four modules that readers need. */
  private static final Map<EncodeHintType, Object> QUIET_ZONE = Map.of(EncodeHintType.MARGIN, 4);

  private QrCode() {}

  /** An SVG picture as a {@code data:} address. */
  public static String of(String address) {
    try {
      var dots = new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, 1, 1, QUIET_ZONE);
      byte[] svg = svg(dots).getBytes(StandardCharsets.US_ASCII);
      return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg);
    } catch (WriterException e) {
      throw new IllegalArgumentException("An address of " + address.length() + " characters", e);
    }
  }

  private static String svg(BitMatrix dots) {
    var path = new StringBuilder();
    for (int y = 0; y < dots.getHeight(); y++) {
      for (int x = 0; x < dots.getWidth(); x++) {
        if (dots.get(x, y)) {
          path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
        }
      }
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
        <path fill="#fff" d="M0 0h%1$dv%2$dH0z"/><path d="%s"/></svg>"""
        .formatted(dots.getWidth(), dots.getHeight(), path);
  }
}
