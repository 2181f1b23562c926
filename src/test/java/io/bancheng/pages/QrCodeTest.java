package io.bancheng.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeTest {
  private static final int MARGIN = 4;

  @Test
  void what_is_drawn_reads_as_the_address() throws Exception {
    String address = "https://window.example.gov.cn/track/340882261124000013?code=031109";
    assertThat(read(QrCode.of(address))).isEqualTo(address);
  }

  private static String read(String picture) throws Exception {
    var svg =
        new String(
            Base64.getDecoder().decode(picture.substring(picture.indexOf(',') + 1)),
            StandardCharsets.US_ASCII);
    var size = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
    assertThat(size.find()).isTrue();
    var dots = new BitMatrix(Integer.parseInt(size.group(1)) - 2 * MARGIN);
    var dot = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
    while (dot.find()) {
      dots.set(Integer.parseInt(dot.group(1)) - MARGIN, Integer.parseInt(dot.group(2)) - MARGIN);
    }
    return new Decoder().decode(dots).getText();
  }
}
