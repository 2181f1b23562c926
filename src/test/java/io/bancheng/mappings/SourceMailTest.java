package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.canonical.Incoming;
import io.bancheng.canonical.Unacceptable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails as they really come: odd charsets, odd names, odd forms, and some that mean harm. */
class SourceMailTest {
  private static final String HEAD =
      "From: a@example.com\nTo: b@example.com\nDate: Fri, 09 Oct 2026 11:22:33 +0800\n";
  private static final Charset GB18030 = Charset.forName("GB18030");

  @ParameterizedTest
  @CsvSource({
    "gb2312, GB18030",
    "GBK, GB18030",
    "gb18030, GB18030",
    "gb2312, UTF-8",
    "utf-8, GB18030",
    "iso-8859-1, UTF-8",
    "iso-8859-1, GB18030",
    "x-nonsense, UTF-8",
    "us-ascii, GB18030",
    "big5, Big5"
  })
  void a_text_is_read_whatever_its_charset_is_called(String declared, String real) {
    String said = real.equals("Big5") ? "窗口說不能辦理" : "镕某某去窗口办理，说办不成。";
    String head = HEAD + "Content-Type: text/plain; charset=" + declared + "\n\n";
    assertThat(tree(bytes(head, said.getBytes(Charset.forName(real)))).get("text")).isEqualTo(said);
  }

  @Test
  void characters_beyond_the_basic_plane_survive_and_bare_bytes_in_heads_are_read() {
    var head = HEAD.replace("a@example.com", "𬭎某某 <a@example.com>") + "Subject: 办不成\n\n";
    var tree = tree(bytes("", (head + "𬭎").getBytes(GB18030)));
    assertThat(tree).containsEntry("fromName", "𬭎某某").containsEntry("subject", "办不成");
    assertThat(tree.get("text")).isEqualTo("𬭎");
  }

  @Test
  void a_subject_cut_inside_a_character_is_joined_first() {
    byte[] subject = "户口迁移办不成".getBytes(GB18030);
    var base64 = Base64.getEncoder();
    String cut =
        "Subject: =?gb2312?B?%s?=\n =?GB2312?b?%s?= (2)\n\n"
            .formatted(
                base64.encodeToString(java.util.Arrays.copyOf(subject, 5)),
                base64.encodeToString(java.util.Arrays.copyOfRange(subject, 5, 14)));
    assertThat(tree(HEAD + cut)).containsEntry("subject", "户口迁移办不成 (2)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "filename*=utf-8''%E6%83%85%E5%86%B5.docx | 情况.docx",
        "filename*=gb2312''%E9F%C7%E9.txt | 镕情.txt",
        "filename*0*=utf-8''%E6%83; filename*1*=%85%E5%86%B5; filename*2=.docx | 情况.docx",
        "filename=x.docx; filename*=utf-8''%E6%83%85.docx | 情.docx",
        "filename=\"=?utf-8?B?5oOF5Ya1LnBkZg==?=\" | 情况.pdf",
        "filename=../../x | x",
        "filename=\"C:\\\\windows\\\\x.exe\" | x.exe",
        "filename=情况 说明.docx | 情况 说明.docx"
      })
  void a_file_is_called_as_its_sender_calls_it(String parameter, String name) {
    String mail =
        HEAD
            + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/x\n"
            + "Content-Disposition: attachment; "
            + parameter
            + "\n\nabc\n--b--\n";
    var source = SourceMail.read(mail.getBytes(StandardCharsets.UTF_8), ReadingLimits.DEFAULTS);
    assertThat(source.enclosures()).singleElement().extracting("name").isEqualTo(name);
  }

  @Test
  void html_is_read_as_its_reader_sees_it() {
    String html =
        HEAD
            + "Content-Type: text/html; charset=utf-8\n\n<style>x</style><p>一&nbsp;二</p>\n<div>三<br>"
            + "四<b>五</b></div><ul><li>六</li><li>七</li></ul><script>alert(1)</script>";
    assertThat(tree(html)).containsEntry("html", "一 二\n三\n四五\n六\n七").doesNotContainKey("text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n在 2026-10-12，“窗口” 写道：\n> 请补充\n> 编号\n",
        "\nOn Mon, Oct 12, 2026 at 9:00 AM Window <w@example.com>\nwrote:\n\n> please\n",
        "\n-----原始邮件-----\n发件人: x\n什么\n",
        "\n------------------ 原始邮件 ------------------\nx",
        "\n发件人：窗口\n发送时间：2026年\n主题：x\n\n旧文",
        "\n________________________________\nFrom: x\nSent: y\n"
      })
  void a_reply_says_only_what_is_new(String history) {
    String mail = HEAD + "In-Reply-To: <x@y>\n\n我的补充。\n" + history;
    assertThat(tree(mail)).containsEntry("text", "我的补充。");
  }

  @Test
  void answers_between_quoted_lines_stay_and_a_mail_passed_on_stays_whole() {
    String between = "In-Reply-To: <x@y>\n\n在 2026-10-12 窗口 写道：\n> 问一\n答一\n> 问二\n答二\n";
    assertThat(tree(HEAD + between)).containsEntry("text", "答一\n答二");
    String passedOn = "Subject: Re: x\n\n-----原始邮件-----\n发件人: x\n旧文";
    assertThat(tree(HEAD + passedOn).get("text").toString()).endsWith("旧文");
    assertThat(tree(HEAD + "\n> 这是我引用的条文\n请看").get("text").toString()).startsWith("> 这");
  }

  @Test
  void a_flowed_text_gets_its_lines_back() {
    String mail = HEAD + "Content-Type: text/plain; format=flowed; delsp=yes\n\n第一 \n行\n第二行\n";
    assertThat(tree(mail)).containsEntry("text", "第一行\n第二行");
  }

  @Test
  void broken_base64_loses_no_more_than_its_end() {
    String mail = HEAD + "Content-Transfer-Encoding: base64\n\n5L2g5aW9!5L2g5aW95\n";
    assertThat(tree(mail).get("text").toString()).startsWith("你好你好");
  }

  @Test
  void a_mail_without_an_id_is_known_by_its_bytes_and_one_without_date_by_its_arrival() {
    String mail = "From: a@example.com\nReceived: by x; Fri, 09 Oct 2026 03:22:33 +0000\n\nx";
    assertThat(tree(mail))
        .containsEntry("date", "2026-10-09T11:22:33+08:00")
        .hasEntrySatisfying("messageId", id -> assertThat(id.toString()).matches("[0-9a-f]{64}"));
  }

  @Test
  void a_text_longer_than_a_case_holds_goes_along_whole() {
    String text = "办".repeat(20_001);
    var read = (Incoming.NewCase) mapped(HEAD + "Message-ID: <1@x>\n\n" + text);
    assertThat(read.submission().demand().content()).hasSize(20_000);
    assertThat(read.enclosures())
        .singleElement()
        .satisfies(
            e -> assertThat(new String(e.content(), StandardCharsets.UTF_8)).isEqualTo(text));
  }

  @Test
  void bombs_are_refused_and_not_taken_apart() {
    var many = new StringBuilder(HEAD + "Content-Type: multipart/mixed; boundary=b\n\n");
    many.append("--b\n\nx\n".repeat(10_000));
    refused(many.toString(), "More than 64 parts");
    var deep = new StringBuilder(HEAD + "Content-Type: multipart/mixed; boundary=b0\n\n");
    for (int i = 0; i < 9; i++) {
      deep.append("--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n".formatted(i, i + 1));
    }
    refused(deep.toString(), "More than 8 layers of parts");
    refused(HEAD + "X: " + "y".repeat(300_000) + "\n\nx", "The head is longer than 256 KiB");
    refused(HEAD + "\n" + "x".repeat(1_100_000), "A part larger than 1 MiB");
    refused("\u0000\u0001 no mail", "Not a mail: neither From nor Date");
  }

  @Test
  void hostile_lines_are_read_in_no_time() {
    String digits = "在 " + "1 2026 @".repeat(20_000);
    assertThat(tree(HEAD + "In-Reply-To: <x@y>\n\n" + digits)).containsKey("text");
    String name = "Content-Disposition: attachment; filename=\"" + "\\\"".repeat(40_000) + "\n\nx";
    assertThat(
            SourceMail.read((HEAD + name).getBytes(StandardCharsets.UTF_8), ReadingLimits.DEFAULTS)
                .enclosures())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: auto-generated (failure)",
        "Precedence: auto_reply",
        "X-Auto-Response-Suppress: OOF",
        "List-Id: <l.example.com>",
        "Return-Path: <>",
        "Subject: =?utf-8?B?6Ieq5Yqo5Zue5aSNOiB4?=",
        "Subject: Automatic reply: x"
      })
  void an_automatic_mail_says_nothing(String header) {
    assertThat(mapped(HEAD + header + "\n\nhello there")).isInstanceOf(Incoming.Nothing.class);
  }

  @Test
  void an_ordinary_mail_is_a_case_also_with_a_header_that_says_so() {
    assertThat(mapped(HEAD + "Auto-Submitted: no\nMessage-ID: <1@x>\n\n我办不成事"))
        .isInstanceOf(Incoming.NewCase.class);
  }

  @Test
  void a_template_keeps_what_stands_outside_its_lines() {
    String text = "您好：\n姓  名：方某某\n电话: 19400000061\n诉求：第一行\n电话：是的，第二行\n第三行\n";
    var mapped = (Incoming.NewCase) mapped(HEAD + "Message-ID: <1@x>\n\n" + text);
    assertThat(mapped.submission().demand().content()).isEqualTo("您好：\n第一行\n电话：是的，第二行\n第三行");
    assertThat(mapped.submission().reporter().name()).isEqualTo("方某某");
  }

  @ParameterizedTest
  @CsvSource({
    "请于2026年10月16日前反馈, 2026-10-16T23:59:59+08:00",
    "请于10月16日17时前反馈, 2026-10-16T17:00:00+08:00",
    "务必在１０月１６日下班前报送, 2026-10-16T23:59:59+08:00",
    "请于1月8日之前回复, 2027-01-08T23:59:59+08:00",
    "我们10月16日收到来件, ",
  })
  void a_superiors_letter_sets_its_own_limit(String text, String due) {
    String mail =
        HEAD.replace("a@example.com", "XNB@example.gov.cn") + "Message-ID: <1@x>\n\n" + text;
    var demand = ((Incoming.NewCase) mapped(mail)).submission().demand();
    assertThat(demand.situation()).isEqualTo("ASSIGNED");
    assertThat(demand.sourceDueAt() == null ? null : LocalTimes.write(demand.sourceDueAt()))
        .isEqualTo(due);
  }

  private static void refused(String mail, String why) {
    assertThatThrownBy(() -> tree(mail)).isInstanceOf(Unacceptable.class).hasMessage(why);
  }

  private static Incoming mapped(String mail) {
    return Mappings.load(Path.of("mappings"), new FixedGazetteer())
        .mapping("mail")
        .read(
            mail.getBytes(StandardCharsets.UTF_8),
            new Received("mail", io.bancheng.canonical.Channel.MAIL, null, null));
  }

  private static Map<?, ?> raw(byte[] mail) {
    return (Map<?, ?>) SourceMail.read(mail, ReadingLimits.DEFAULTS).tree();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(byte[] mail) {
    return (Map<String, Object>) raw(mail);
  }

  private static Map<String, Object> tree(String mail) {
    return tree(mail.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String head, byte[] body) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    return all.toByteArray();
  }
}
