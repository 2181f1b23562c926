package io.bancheng.mappings;

import io.bancheng.canonical.Unacceptable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The text of a table and the encoding it was read in, which its sender is told.
 *
 * @param encoding {@code UTF-8}, {@code UTF-8 (BOM)}, {@code GB18030} …
 */
record TableText(String text, String encoding) {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final String SAVE_AS = "请在表格软件中另存为“CSV UTF-8（逗号分隔）”后重新提交。";

  /**
   * A file, whose sender declares nothing: what is valid UTF-8 is UTF-8, everything else GB18030.
   *
   * @throws Unacceptable UNREADABLE if it is neither, or no text at all
   */
  static TableText detected(byte[] raw) {
    refuseOtherFiles(raw);
    return utf8(raw)
        .or(() -> SourceText.strictly(raw, GB18030).map(text -> new TableText(text, "GB18030")))
        .orElseThrow(() -> unreadable("既不是UTF-8，也不是GB18030编码的文本。" + SAVE_AS));
  }

  /**
   * A message whose sender may declare its charset; UTF-8 where none is declared.
   *
   * @throws Unacceptable UNREADABLE if it is not text in that charset
   */
  static TableText declared(byte[] raw, String contentType) {
    refuseOtherFiles(raw);
    return new TableText(SourceText.read(raw, contentType), "");
  }

  private static Optional<TableText> utf8(byte[] raw) {
    return SourceText.strictly(raw, StandardCharsets.UTF_8)
        .map(
            text ->
                text.startsWith("\uFEFF")
                    ? new TableText(text.substring(1), "UTF-8 (BOM)")
                    : new TableText(text, "UTF-8"));
  }

  /** Nothing is ever unpacked: what is not plain text is not looked into. */
  private static void refuseOtherFiles(byte[] raw) {
    if (raw.length > Sheet.MOST_BYTES) {
      throw unreadable("文件超过10 MiB。请拆成几个文件后重新提交。");
    }
    if (begins(raw, 'P', 'K', 3, 4) || begins(raw, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw unreadable("这是Excel工作簿或压缩包，不是CSV。" + SAVE_AS);
    }
    if (begins(raw, 0xFF, 0xFE) || begins(raw, 0xFE, 0xFF)) {
      throw unreadable("编码为UTF-16。" + SAVE_AS);
    }
    for (byte b : raw) {
      if (b == 0) {
        throw unreadable("这不是文本文件。" + SAVE_AS);
      }
    }
  }

  private static boolean begins(byte[] raw, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (raw.length <= i || (raw[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static Unacceptable unreadable(String what) {
    return new Unacceptable(Unacceptable.Kind.UNREADABLE, what);
  }
}
