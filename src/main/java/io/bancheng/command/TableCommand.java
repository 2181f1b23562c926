package io.bancheng.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub table}: an operators' table for WPS or Excel, and back. */
@Command(
    name = "table",
    description = {
      "Turn a table (.csv) into a workbook (.xlsx), or a workbook back into a table.",
      "Comments, the order of columns and leading zeros stay as they are."
    },
    mixinStandardHelpOptions = true)
final class TableCommand implements Callable<Integer> {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final String BOM = "\uFEFF";

  @Parameters(paramLabel = "FILE", description = "a .csv or a .xlsx")
  private Path file;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "what to write; default: the same name with the other ending")
  private Path output;

  @Option(names = "--replace", description = "write over what is there")
  private boolean replace;

  @Option(names = "--utf8", description = "only save a .csv anew in UTF-8, in its place")
  private boolean utf8;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (utf8) {
        return save(file, text(bytes).getBytes(StandardCharsets.UTF_8), true);
      }
      if (file.toString().endsWith(".csv")) {
        return save(target(".xlsx"), workbook(TableFile.csv(text(bytes))), replace);
      }
      if (file.toString().endsWith(".xlsx")) {
        var table = TableFile.workbook(new ByteArrayInputStream(bytes));
        return save(target(".csv"), table.csv().getBytes(StandardCharsets.UTF_8), replace);
      }
      throw usage("Name a .csv or a .xlsx; an .xls is saved as .xlsx first.");
    } catch (IOException e) {
      throw usage(file + " cannot be read or written: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw usage(file + ": " + e.getMessage());
    }
  }

  private byte[] workbook(TableFile table) throws IOException {
    var out = new ByteArrayOutputStream();
    table.workbook(stem(), out);
    return out.toByteArray();
  }

  /** Renamed into its place when it is whole: a running hub may look at any moment. */
  private int save(Path target, byte[] bytes, boolean over) throws IOException {
    if (Files.exists(target) && !over) {
      throw usage(
          target + " is there already. Write over it with --replace, or name another with -o.");
    }
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    Files.write(part, bytes);
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    spec.commandLine().getOut().println("written  " + target);
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** What is no UTF-8 is what Excel and WPS write in China; that is said, not done in silence. */
  private String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BOM) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      try {
        String text = GB18030.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        spec.commandLine().getOut().println(file + " was read as GB18030 (GBK).");
        return text;
      } catch (CharacterCodingException neither) {
        throw usage(file + " is neither UTF-8 nor GB18030 text.");
      }
    }
  }

  private Path target(String suffix) {
    return output != null ? output : file.resolveSibling(stem() + suffix);
  }

  private String stem() {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private ParameterException usage(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
