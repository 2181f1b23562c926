package io.bancheng.mappings;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** What a reader sees of an HTML mail: its words and line breaks, quotations marked with >. */
final class HtmlText implements NodeVisitor {
  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");
  private static final Pattern MANY_BREAKS = Pattern.compile("\\n{3,}");
  private static final String HIDDEN = "script, style, head, title, noscript, template, object";

  private final StringBuilder out = new StringBuilder();
  private int quoted;

  private HtmlText() {}

  static String of(String html) {
    var document = Jsoup.parse(html);
    document.select(HIDDEN).remove();
    var reader = new HtmlText();
    NodeTraversor.traverse(reader, document.body());
    return MANY_BREAKS.matcher(reader.out).replaceAll("\n\n").strip();
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode text) {
      write(BLANKS.matcher(text.getWholeText()).replaceAll(" "));
    } else if (node instanceof Element element) {
      if (element.normalName().equals("br")) {
        breakLine();
      } else if (block(element)) {
        startLine();
      }
      quoted += element.normalName().equals("blockquote") ? 1 : 0;
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (node instanceof Element element) {
      if (block(element)) {
        startLine();
      } else if (cell(element)) {
        write(" ");
      }
      quoted -= element.normalName().equals("blockquote") ? 1 : 0;
    }
  }

  /** Cells of one row stand in one line. */
  private static boolean block(Element element) {
    return element.isBlock() && !cell(element) && !element.normalName().equals("br");
  }

  private static boolean cell(Element element) {
    return element.normalName().equals("td") || element.normalName().equals("th");
  }

  private void write(String words) {
    boolean fresh = out.isEmpty() || out.charAt(out.length() - 1) == '\n';
    String rest = fresh || out.charAt(out.length() - 1) == ' ' ? words.stripLeading() : words;
    if (!rest.isEmpty()) {
      out.append(fresh && quoted > 0 ? "> " : "").append(rest);
    }
  }

  private void startLine() {
    if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
      breakLine();
    }
  }

  private void breakLine() {
    while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    out.append('\n');
  }
}
