package io.bancheng.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The public form as a person fills it in, sent as a browser sends it. */
public final class WindowForm {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String BOUNDARY = "----WebKitFormBoundaryA1b2C3d4E5f6G7h8";

  private final URI hub;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<File> files = new ArrayList<>();

  private record File(String name, byte[] content) {}

  /** A page of the hub. */
  public record Page(HttpResponse<String> raw) {
    public int status() {
      return raw.statusCode();
    }

    public Document html() {
      return Jsoup.parse(raw.body());
    }

    /** The text of the first element that the selector finds, empty if there is none. */
    public String text(String selector) {
      return html().select(selector).text();
    }

    /** What stands in a field. */
    public String value(String field) {
      var found = html().getElementsByAttributeValue("name", field);
      return found.isEmpty() ? "" : found.get(0).val();
    }

    /** The case number on a receipt. */
    public String caseNo() {
      return text("#caseNo");
    }
  }

  private WindowForm(URI hub) {
    this.hub = hub;
  }

  /** Opens the form and fills in what a case for the medical insurance bureau of 340882 needs. */
  public static WindowForm open(int port) {
    var form = new WindowForm(URI.create("http://127.0.0.1:" + port));
    form.write("formToken", form.get("/window").value("formToken"));
    return form.write("userType", "1")
        .write("name", "吴某某")
        .write("mobile", Orders.phone(form.token()))
        .write("region", "340882")
        .write("kind", "1")
        .write("title", "异地就医备案失败")
        .write("content", "异地就医备案在小程序上一直提示失败，跑了两趟窗口。")
        .write("agree", "1");
  }

  public WindowForm write(String field, String value) {
    fields.put(field, value);
    return this;
  }

  public WindowForm leave(String field) {
    fields.remove(field);
    return this;
  }

  public String token() {
    return fields.get("formToken");
  }

  public WindowForm attach(String name, byte[] content) {
    files.add(new File(name, content));
    return this;
  }

  public Page send() {
    return send("/window");
  }

  public Page send(String path) {
    return send(path, body());
  }

  /** The form without its end, as a line that breaks leaves it. */
  public Page sendCut() {
    byte[] whole = body();
    return send("/window", Arrays.copyOf(whole, whole.length - BOUNDARY.length() - 4));
  }

  public Page get(String path) {
    return page(HttpRequest.newBuilder(hub.resolve(path)).GET().build());
  }

  private Page send(String path, byte[] body) {
    return page(
        HttpRequest.newBuilder(hub.resolve(path))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  private byte[] body() {
    var bytes = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) ->
            part(bytes, "name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
    files.forEach(
        file -> part(bytes, "name=\"files\"; filename=\"" + file.name() + "\"", file.content()));
    bytes.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static void part(ByteArrayOutputStream bytes, String parameters, byte[] content) {
    String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + parameters;
    bytes.writeBytes((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(content);
    bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private static Page page(HttpRequest request) {
    try {
      return new Page(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
