package io.bancheng.config;

import java.util.regex.Pattern;

/**
 * A folder into which a channel drops files, each with many cases, or in which a department finds
 * its letters, or a platform its reports.
 *
 * @param at relative to {@code BANCHENG_VAR}, e.g. {@code batch/township}
 */
public record DropFolder(String at) {
  private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)+");

  static DropFolder read(YamlTree tree) {
    var at = tree.keys("at").need("at");
    String text = at.text();
    if (!text.isEmpty() && !PLACE.matcher(text).matches()) {
      at.problem(
          "\"%s\" cannot be a folder for files.".formatted(text),
          "Write a folder and a subfolder of var/ with letters, digits, - and _, such as"
              + " batch/township.");
    }
    return new DropFolder(text);
  }
}
