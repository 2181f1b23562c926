package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.IntakeDesk;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.harness.WindowForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The public page, from the empty form to the case in the ledger, without a browser. */
class WindowTest extends HubTest {
  private static final byte[] PDF = "%PDF-1.4\n某某\n%%EOF\n".getBytes(StandardCharsets.UTF_8);
  private static final String HOSTILE =
      "<script>alert(1)</script> ${7919*7907} #{T(java.lang.Runtime).getRuntime()} [[${7919*7907}]]"
          + " __${7919*7907}__ \"quoted\" 'x' ${bean:hub} {{env:HOME}}";

  @Autowired HubSettings settings;
  @Autowired IntakeDesk intake;

  @BeforeEach
  void evening() {
    CLOCK.turnTo("2026-10-12T19:00:00");
    WindowForm.open(port);
    CLOCK.turnTo("2026-10-12T20:00:00");
  }

  @Test
  void a_form_becomes_a_case_and_its_sender_gets_number_and_code() {
    var form =
        WindowForm.open(port)
            .write("situation", "2")
            .write("times", "２次")
            .write("dept", "医保窗口")
            .write("mobile", "194 7000-0061");
    var page = form.send();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text("#queryCode")).matches("\\d{6}");
    var found = hub().find(page.caseNo());
    assertThat(found.path("channel").asText()).isEqualTo("WEB");
    assertThat(found.path("lead").asText()).isEqualTo("340882:ybj");
    assertThat(found.path("sourceCaseId").asText()).isEqualTo(form.token().split("\\.")[0]);
    assertThat(found.at("/demand/situation").asText()).isEqualTo("REPEATED_VISITS");
    assertThat(found.at("/matter/visitCount").asInt()).isEqualTo(2);
    assertThat(found.at("/demand/reportedAt").asText()).isEqualTo("2026-10-12T20:00:00+08:00");
    assertThat(found.path("flags")).isEmpty();
  }

  @Test
  void everything_that_can_be_said_arrives() {
    var page =
        WindowForm.open(port)
            .write("userType", "2")
            .write("orgName", "某某商贸有限公司")
            .write("creditCode", "91340800MA00000000")
            .write("idType", "414")
            .write("idNo", "E00000000")
            .write("address", "梅城镇某某路1号")
            .write("item", "异地就医备案")
            .write("expect", "尽快办好")
            .write("secret", "1")
            .write("agentFor", "宋某某")
            .write("agentRelation", "母亲")
            .write("content", HOSTILE)
            .send();
    var found = hub().find(page.caseNo());
    assertThat(found.at("/demand/content").asText()).isEqualTo(HOSTILE);
    assertThat(found.at("/demand/expectation").asText()).isEqualTo("尽快办好");
    assertThat(found.at("/reporter/type").asText()).isEqualTo("ENTERPRISE");
    assertThat(found.at("/reporter/orgName").asText()).isEqualTo("某某商贸有限公司");
    assertThat(found.at("/reporter/confidential").asBoolean()).isTrue();
    assertThat(found.at("/matter/matterName").asText()).isEqualTo("异地就医备案");
    assertThat(found.path("flags").toString()).contains("ON_BEHALF");
  }

  @Test
  void a_form_sent_twice_is_one_case_even_days_later() {
    var form = WindowForm.open(port).attach("说明.pdf", PDF);
    var first = form.send();
    CLOCK.turnTo("2026-10-12T20:00:07");
    var again = form.send();
    assertThat(again.caseNo()).isEqualTo(first.caseNo());
    assertThat(again.text("#queryCode")).isEqualTo(first.text("#queryCode"));
    assertThat(again.text(".inset")).contains("之前已经提交过");
    CLOCK.turnTo("2026-10-14T20:00:00");
    assertThat(form.write("title", "改了标题").send().caseNo()).isEqualTo(first.caseNo());
  }

  @Test
  void twenty_simultaneous_clicks_are_one_case() {
    var form = WindowForm.open(port);
    var numbers =
        IntStream.range(0, 20).parallel().mapToObj(n -> form.send().caseNo()).distinct().toList();
    assertThat(numbers).hasSize(1).doesNotContain("");
  }

  @Test
  void a_token_that_is_old_forged_or_missing_gives_the_form_again_with_a_fresh_one() {
    var form = WindowForm.open(port);
    CLOCK.turnTo("2026-10-12T22:00:00");
    var old = form.send();
    assertThat(old.status()).isEqualTo(422);
    assertThat(old.text(".faults")).contains("超过两小时");
    assertThat(old.value("title")).isEqualTo("异地就医备案失败");
    assertThat(form.write("formToken", old.value("formToken")).send().caseNo()).isNotEmpty();

    String other = WindowForm.open(port).token();
    var forged = WindowForm.open(port).write("formToken", other.replace("-", "-0").substring(1));
    assertThat(forged.send().text(".faults")).contains("无法核对来源");
    String changed = other.substring(0, other.length() - 1) + (other.endsWith("0") ? "1" : "0");
    assertThat(forged.write("formToken", changed).send().status()).isEqualTo(422);
    assertThat(forged.leave("formToken").send().value("formToken")).startsWith("w");
  }

  @Test
  void every_fault_is_named_at_its_field_and_what_was_written_stays() {
    var page =
        WindowForm.open(port)
            .write("name", " ")
            .write("mobile", "1940")
            .write("region", "999999")
            .write("content", "办不了")
            .write("times", "很多次")
            .write("expect", "快")
            .write("secret", "1")
            .leave("agree")
            .send();
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.html().title()).startsWith("错误：");
    assertThat(page.html().select(".faults a").eachAttr("href"))
        .containsExactly("#name", "#mobile", "#region", "#times", "#content", "#agree");
    assertThat(page.html().getElementById("content").attr("aria-describedby"))
        .isEqualTo("content-hint content-fault");
    assertThat(page.text("#content-fault")).isEqualTo("错误： 详细经过至少 5 个字，现在是 3 个字。");
    assertThat(page.value("content")).isEqualTo("办不了");
    assertThat(page.value("expect")).isEqualTo("快");
    assertThat(page.html().getElementById("secret").hasAttr("checked")).isTrue();
    assertThat(page.html().getElementById("agree").hasAttr("checked")).isFalse();
  }

  @Test
  void limits_of_length_count_characters_as_people_do() {
    var form = WindowForm.open(port).write("content", "𬭎".repeat(5001));
    assertThat(form.send().text("#content-fault")).contains("最多 5000 个字，现在是 5001 个字");
    assertThat(form.write("content", "𬭎".repeat(5000)).send().caseNo()).isNotEmpty();
  }

  @Test
  void what_looks_like_code_is_shown_as_text() {
    var page =
        WindowForm.open(port)
            .write("title", HOSTILE)
            .write("content", "\n" + HOSTILE)
            .write("name", "\"><script>alert(1)</script>")
            .leave("agree")
            .attach("${7919*7907}<b>.exe", new byte[] {'M', 'Z', 0, 0, 1})
            .send();
    assertThat(page.value("title")).isEqualTo(HOSTILE);
    assertThat(page.html().getElementById("content").wholeText()).endsWith(HOSTILE);
    assertThat(page.value("name")).isEqualTo("\"><script>alert(1)</script>");
    assertThat(page.html().select("script")).isEmpty();
    assertThat(page.text(".faults")).contains("${7919*7907}<b>.exe");
    assertThat(page.raw().body()).doesNotContain("62615533");
  }

  @Test
  void documents_are_stored_by_their_digest_and_can_be_fetched() throws IOException {
    var page = WindowForm.open(port).attach("办理情况 1.pdf", PDF).attach("空", new byte[0]).send();
    assertThat(page.text("#files-fault")).contains("附件“空”是空的");
    String caseNo = WindowForm.open(port).attach("办理情况 1.pdf", PDF).send().caseNo();
    String files = "/api/v1/cases/" + caseNo + "/attachments";
    var list = hub().get("department.340882.ybj", files).body().path("attachments");
    assertThat(list).hasSize(1);
    assertThat(list.at("/0/mediaType").asText()).isEqualTo("application/pdf");
    assertThat(list.at("/0/size").asInt()).isEqualTo(PDF.length);
    var got = hub().get("department.340882.ybj", list.at("/0/href").asText()).raw();
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(new String(PDF, StandardCharsets.UTF_8));
    assertThat(got.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment;")
        .contains("filename*=UTF-8''%E5%8A%9E%E7%90%86%E6%83%85%E5%86%B5%201.pdf");
    assertThat(got.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(got.headers().firstValue("Content-Security-Policy"))
        .hasValue("default-src 'none'; sandbox");
    lost(list.at("/0/sha256").asText());
    assertThat(hub().get("staff.admin", files + "/1").status()).isEqualTo(404);
  }

  @Test
  void documents_of_the_wrong_kind_too_large_or_too_many_are_refused_by_name() {
    var form =
        WindowForm.open(port)
            .attach("发票.pdf", new byte[] {'M', 'Z', (byte) 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0})
            .attach("录像.pdf", new byte[(10 << 20) + 1])
            .attach("1.pdf", PDF)
            .attach("2.pdf", PDF)
            .attach("3.pdf", PDF)
            .attach("4.pdf", PDF);
    var page = form.send();
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.text("#files-fault"))
        .contains("附件最多 5 个，您选了 6 个", "附件“录像.pdf”超过 10 MB", "附件“发票.pdf”不是可以接收的类型");
    assertThat(page.value("title")).isEqualTo("异地就医备案失败");
    assertThat(page.text("#files-lost")).contains("请重新选择");
  }

  @Test
  void five_documents_of_ten_mebibytes_are_taken() {
    var form = WindowForm.open(port);
    for (int n = 0; n < 5; n++) {
      var large = new byte[10 << 20];
      System.arraycopy(PDF, 0, large, 0, PDF.length);
      large[large.length - 1] = (byte) n;
      form.attach(n + ".pdf", large);
    }
    String caseNo = form.send().caseNo();
    var list = hub().get("staff.admin", "/api/v1/cases/" + caseNo + "/attachments").body();
    assertThat(list.path("attachments")).hasSize(5);
  }

  @Test
  void a_form_that_breaks_off_keeps_what_came_in() {
    var page = WindowForm.open(port).attach("说明.pdf", PDF).sendCut();
    assertThat(page.status()).isEqualTo(413);
    assertThat(page.text(".faults")).contains("没有传完整");
    assertThat(page.value("title")).isEqualTo("异地就医备案失败");
  }

  @Test
  void what_the_mapping_cannot_read_is_parked_like_anybody_elses_message() {
    var broken =
        new InboundMessage(
            null,
            "channel.web",
            null,
            "multipart/form-data",
            null,
            new byte[] {1},
            CLOCK.instant());
    assertThatThrownBy(() -> intake.take(broken)).isInstanceOf(Unacceptable.class);
    assertThat(hub().parked()).anyMatch(p -> p.path("door").asText().equals("channel.web"));
  }

  @Test
  void the_bait_is_left_alone_by_people() {
    var page = WindowForm.open(port).write("homepage", "http://spam.example").send();
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.text(".faults")).contains("请留空");
  }

  @Test
  void every_place_of_the_table_but_the_towns_can_be_chosen_by_city() {
    var page = WindowForm.open(port).get("/window").html();
    assertThat(page.select("#region optgroup").eachAttr("label"))
        .startsWith("安徽省", "合肥市")
        .contains("安庆市");
    var anqing = page.select("#region optgroup[label=安庆市] option");
    assertThat(anqing.eachAttr("value")).startsWith("340800").contains("340882");
    assertThat(page.select("#region option").eachAttr("value")).allMatch(c -> c.length() <= 6);
    String caseNo = WindowForm.open(port).write("region", "340000").send().caseNo();
    assertThat(hub().find(caseNo).path("regionCode").asText()).isEqualTo("340000");
  }

  @Test
  void the_page_speaks_english_and_large_by_its_address_alone() {
    var form = WindowForm.open(port);
    var page = form.get("/window?lang=en&text=large").html();
    assertThat(page.select("html").attr("lang")).isEqualTo("en");
    assertThat(page.select("html").hasClass("large")).isTrue();
    assertThat(page.getElementById("form").attr("action")).isEqualTo("/window?lang=en&text=large");
    assertThat(page.select(".top nav a").eachAttr("href"))
        .containsExactly("/window?text=large", "/window?lang=en");
    var refused = form.leave("agree").send("/window?lang=en&text=large");
    assertThat(refused.text(".faults")).contains("Tick to agree");
    assertThat(refused.text("#main")).doesNotContain("??");
    assertThat(form.write("agree", "1").send("/window?lang=en").text("h1"))
        .isEqualTo("We have received it");
  }

  @Test
  void a_browser_may_do_nothing_but_show_the_page_and_send_the_form() {
    var raw = WindowForm.open(port).get("/window").raw();
    assertThat(raw.headers().firstValue("Content-Security-Policy").orElse(""))
        .isEqualTo(
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
                + " frame-ancestors 'none'; base-uri 'none'");
    assertThat(raw.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(raw.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(raw.body()).doesNotContain("<script", "style=", "onclick", "http://", "https://");
    var css = WindowForm.open(port).get("/pages/pages.css").raw();
    assertThat(css.statusCode()).isEqualTo(200);
    assertThat(css.body()).doesNotContain("url(", "@import");
  }

  @Test
  void who_sends_forms_like_a_machine_has_to_wait() {
    var form = WindowForm.open(port).leave("agree");
    var last = form.send();
    for (int n = 0; n < 40 && last.status() != 429; n++) {
      last = form.send();
    }
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.text("h1")).isEqualTo("您提交或刷新得太快了");
    int seconds = Integer.parseInt(last.raw().headers().firstValue("Retry-After").orElseThrow());
    assertThat(last.text(".lead")).contains("请等 " + seconds + " 秒");
    CLOCK.turnTo("2026-10-12T20:00:" + "%02d".formatted(seconds));
    assertThat(form.send().status()).isEqualTo(422);
  }

  private void lost(String sha256) throws IOException {
    var place = settings.var().resolve("attachments").resolve(sha256.substring(0, 2));
    Files.delete(place.resolve(sha256));
  }
}
