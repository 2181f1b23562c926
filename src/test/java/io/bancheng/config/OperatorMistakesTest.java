package io.bancheng.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bancheng.canonical.Problem;
import io.bancheng.canonical.Problems;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators get to read when they slip; these texts are part of the product. */
class OperatorMistakesTest {
  @TempDir Path folder;

  private Path config;

  @BeforeEach
  void copy_the_shipped_configuration() throws IOException {
    config = folder.resolve("config");
    try (var files = Files.walk(Shipped.CONFIG)) {
      for (Path file : files.toList()) {
        Files.copy(file, config.resolve(Shipped.CONFIG.relativize(file).toString()));
      }
    }
  }

  @Test
  void an_unknown_adapter() throws IOException {
    write("departments/340882-ybj.yaml", "# x\nadapter: queu\n");

    assertThat(problems())
        .containsExactly(
            "config/departments/340882-ybj.yaml:2:10: unknown adapter \"queu\". Adapters: file,"
                + " mail, pull, queue, rest. Did you mean \"queue\"?");
  }

  @Test
  void files_of_two_systems_in_one_place() throws IOException {
    write(
        "departments/340882-wjw.yaml", "# x\nadapter: file\nfile: { folder: { at: batch/wjw } }\n");
    write(
        "departments/340882-ybj.yaml", "# x\nadapter: file\nfile: { folder: { at: batch/wjw } }\n");
    write(
        "departments/340882-mzj.yaml",
        "# x\nadapter: file\nfile: { folder: { at: batch/township } }\n");
    write("departments/340882-rsj.yaml", "# x\nadapter: file\nfile: {}\n");

    assertThat(problems())
        .containsExactly(
            "config/departments/340882-mzj.yaml:1:1: its files lie where those of channel township"
                + " do. Give every system a place of its own.",
            "config/departments/340882-rsj.yaml:3:7: a department's files lie in a folder or on an"
                + " SFTP server. Write either \"folder: { at: departments/wjw }\" or \"sftp: { … }\".",
            "config/departments/340882-ybj.yaml:1:1: its files lie where those of department"
                + " 340882:wjw do. Give every system a place of its own.");
  }

  @Test
  void a_mail_department_without_mapping_or_address() throws IOException {
    write(
        "departments/340882-ybj.yaml",
        "# x\nadapter: mail\nmail:\n  to: nobody\n"
            + "  smtp: {server: \"smtp://127.0.0.1:25\", from: a@example.com}\n"
            + "  mailbox: {server: \"imap://127.0.0.1:143\", user: hub, folder: INBOX}\n");

    assertThat(problems())
        .containsExactly(
            "config/departments/340882-ybj.yaml:2:1: this file lacks \"mapping\". Add the key.",
            "config/departments/340882-ybj.yaml:4:7: \"nobody\" is no mail address. Write"
                + " name@host.");
  }

  @Test
  void a_mailbox_of_a_channel_that_a_department_wants_too() throws IOException {
    String box = "{server: \"imap://127.0.0.1:143\", user: hub, folder: INBOX}\n";
    append("channels/mail.yaml", "mail: " + box);
    write(
        "departments/340882-ybj.yaml",
        "# x\nadapter: mail\nmapping: mail-reply\nmail:\n  to: a@example.com\n"
            + "  smtp: {server: \"smtp://127.0.0.1:25\", from: a@example.com}\n"
            + "  mailbox: "
            + box);

    assertThat(problems())
        .containsExactly(
            "config/departments/340882-ybj.yaml:1:1: its mailbox is emptied for channel mail."
                + " Give departments a mailbox of their own.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url: 'http://a.example/x', auth: none | :3:14: \"http://a.example/x\" is not called by the"
            + " hub. Write https://host/path; http only for localhost.",
        "url: 'https://a.example/{hubMsgId}?x', auth: none | :3:14: \"https://a.example/{hubMsgId}?x\""
            + " is no address. Write {hubMsgId} once, as one whole step.",
        "url: 'https://a.example/', auth: none, method: PUT | :3:56: PUT needs a letter's id in the"
            + " url. Add /{hubMsgId} to it.",
        "url: 'https://a.example/', auth: basic | :3:7: rest lacks \"user\". Add the key.",
        "url: 'https://a.example/', auth: bearer, user: x | :3:56: this kind of auth has no \"user\"."
            + " Delete it.",
        "url: 'https://a.example/', auth: token | :3:42: unknown auth \"token\".",
        "url: 'https://a.example/', auth: none, onUnknown: lookup | :3:59: onUnknown is lookup, but"
            + " there is no address. Add \"lookup:\".",
        "url: 'https://a.example/', auth: none, total: 3m | :3:55: total is \"3m\". Write seconds from"
            + " 1s to 60s.",
        "url: 'https://a.example/', auth: none, password: x | :3:48: \"password\" is a secret in clear"
            + " text.",
        "url: 'https://a.example/', auth: none, authority: ../x.pem | :3:59: \"../x.pem\" is no file"
            + " below var/."
      })
  void a_department_that_cannot_be_called(String rest, String problem) throws IOException {
    write("departments/340882-ybj.yaml", "# x\nadapter: rest\nrest: { " + rest + " }\n");

    assertThat(problems())
        .anySatisfy(p -> assertThat(p).startsWith("config/departments/340882-ybj.yaml" + problem));
  }

  @Test
  void a_pace_that_cannot_be_kept() throws IOException {
    write(
        "departments/340882-ybj.yaml",
        "# x\nadapter: rest\npace: { concurrency: 99, maintenance: 22-6 }\n"
            + "rest: { url: 'https://a.example/', auth: none }\n");
    assertThat(problems())
        .containsExactly(
            "config/departments/340882-ybj.yaml:3:22: concurrency is \"99\". Write a number from 1 to"
                + " 16.",
            "config/departments/340882-ybj.yaml:3:39: maintenance is \"22-6\". Write local times as"
                + " \"22:00-06:00\", with quotes.");
    write("departments/340882-ybj.yaml", "# x\nadapter: queue\npace: { concurrency: 2 }\n");
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("config/departments/340882-ybj.yaml:3:1: unknown key \"pace\".");
  }

  @Test
  void a_misspelt_key_also_misses_the_right_one() throws IOException {
    change("channels/hotline.yaml", "mapping:", "maping:");

    assertThat(problems())
        .containsExactly(
            "config/channels/hotline.yaml:3:1: this file lacks \"mapping\". Add the key.",
            "config/channels/hotline.yaml:5:1: unknown key \"maping\". Keys: answers, answersAs,"
                + " channel, feedback, folder, http, mail, mapping, path, proof, push, queue, region, sftp,"
                + " smtp, versions."
                + " Did you mean \"mapping\"?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://city.example/answers | \"http://city.example/answers\" is not called by the hub."
            + " Write https://host/path; http only for localhost.",
        "ftp://city.example/answers | \"ftp://city.example/answers\" is not called by the hub."
            + " Write https://host/path; http only for localhost.",
        "https://user:word@city.example/ | the address holds a user. Put the secret into its own"
            + " file or variable.",
        "https://city.example/?token=1 | the address holds ? or #. Write it without; secrets go in"
            + " a header.",
        "https://169.254.169.254/latest | \"169.254.169.254\" is not called by the hub. Name"
            + " another host.",
        "https://{city}/ | \"https://{city}/\" is no address. Write it as https://host/path."
      })
  void an_address_that_the_hub_does_not_call(String url, String problem) throws IOException {
    change(
        "channels/hotline.yaml", "answers: queue", "answers: rest\npush: { url: \"" + url + "\" }");

    assertThat(problems()).singleElement().asString().endsWith(problem);
  }

  @Test
  void answers_by_rest_need_an_address_and_others_have_none() throws IOException {
    change("channels/hotline.yaml", "answers: queue", "answers: rest");
    assertThat(problems())
        .contains("config/channels/hotline.yaml:3:1: this file lacks \"push\". Add the key.");
    change(
        "channels/hotline.yaml",
        "answers: rest",
        "answers: none\npush: { url: \"https://a.example/\" }");
    assertThat(problems())
        .singleElement()
        .asString()
        .endsWith("push is for answers: rest. Delete it, or write rest.");
  }

  @Test
  void a_limit_in_plain_days() throws IOException {
    change("deadlines.yaml", "maxLength: 30wd", "maxLength: 30d");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("config/deadlines.yaml:")
        .contains(": maxLength: \"30d\" does not say which days. Working days are 30wd;");
  }

  @Test
  void a_refusal_that_closes_itself() throws IOException {
    change("review.yaml", "ANSWERED]", "CANNOT_BE_DONE]");

    assertThat(problems())
        .containsExactly(
            "config/review.yaml:3:50: a refusal (CANNOT_BE_DONE) may not close itself. Take it out;"
                + " a person with a name decides on refusals.");
  }

  @Test
  void text_messages_without_a_gateway_or_without_being_some() throws IOException {
    change(
        "channels/web.yaml",
        "method: WEB\n  confirmedBy: person",
        "method: SMS\n  confirmedBy: receipt");
    assertThat(problems())
        .singleElement()
        .asString()
        .endsWith(
            "receipts come from a gateway, and there is none. Add config/sms.yaml, or write person.");
    change("channels/web.yaml", "method: SMS", "method: WEB");
    assertThat(problems())
        .singleElement()
        .asString()
        .endsWith("only text messages have receipts. Write method: SMS, or person.");
  }

  @Test
  void a_text_message_with_a_placeholder_that_is_none() throws IOException {
    change("texts/sms.yaml", "{reply}", "{answer}");
    assertThat(problems())
        .containsExactly(
            "config/texts/sms.yaml:3:11: unknown placeholder \"answer\". Known: caseNo, queryCode,"
                + " reply.");
  }

  @Test
  void a_callback_of_a_channel_that_is_none_and_more_than_all_cases() throws IOException {
    change("callback.yaml", "hotline: 0", "hotlin: 0");
    change("callback.yaml", "GENERAL: 30", "GENERAL: 130");
    change("feedback.yaml", "warnBefore: 10h", "warnBefore: 1wd");

    assertThat(problems())
        .containsExactly(
            "config/callback.yaml:5:23: GENERAL is \"130\". Write a number from 0 to 100.",
            "config/callback.yaml:7:38: unknown channel \"hotlin\". Known: counter, desk, hotline,"
                + " mail, open311, township, web. Did you mean \"hotline\"?",
            "config/feedback.yaml:4:13: warnBefore is 1wd. Write clock hours, for example 10h.");
  }

  @Test
  void a_weight_of_an_indicator_that_is_none_and_a_sample_too_small_to_rank() throws IOException {
    change("indicators.yaml", "  onTime: 20", "  onTimes: 20");
    change("indicators.yaml", "minimumSample: 5", "minimumSample: 2");
    change("indicators.yaml", "  yellow: 2", "  yellow: much");

    assertThat(problems())
        .satisfiesExactly(
            p ->
                assertThat(p)
                    .isEqualTo(
                        "config/indicators.yaml:4:16: minimumSample is \"2\". Write a number from 5"
                            + " to 1000."),
            p ->
                assertThat(p)
                    .startsWith("config/indicators.yaml:10:3: unknown key \"onTimes\".")
                    .endsWith("Did you mean \"onTime\"?"),
            p ->
                assertThat(p)
                    .isEqualTo(
                        "config/indicators.yaml:16:11: yellow is \"much\". Write a number from 1 to"
                            + " 1000."));
  }

  @Test
  void a_card_that_the_hub_would_issue() throws IOException {
    change(
        "deadlines.yaml",
        "repeatedWithinDays: 90, tells: [DEPT_LEADER, EFFICIENCY_OFFICE_UPPER], issuedBy: EFFICIENCY_OFFICE",
        "repeatedWithinDays: 90, tells: [DEPT_LEADER], issuedBy: HUB");

    assertThat(problems())
        .singleElement()
        .asString()
        .endsWith(
            ": RED_CARD cannot be issued by the hub. Name an office; the hub only proposes it.");
  }

  @Test
  void a_secret_in_clear_text() throws IOException {
    append("channels/hotline.yaml", "password: hunter2\n");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("config/channels/hotline.yaml:")
        .endsWith(
            ":1: \"password\" is a secret in clear text. Take it out: keys of systems are files in"
                + " var/keys, other secrets are environment variables.")
        .doesNotContain("hunter2");
  }

  @Test
  void a_mail_server_that_cannot_be_one() throws IOException {
    append(
        "channels/mail.yaml",
        """
        mail: {server: "imap.example.gov.cn", user: bbcs, folder: INBOX, password: hunter2}
        """);
    change("channels/mail.yaml", "answers: none", "answers: mail");

    assertThat(problems())
        .hasSize(3)
        .anyMatch(text -> text.contains("answers go by mail, but there is no server for them."))
        .anyMatch(text -> text.contains("\"password\" is a secret in clear text."))
        .anyMatch(
            text ->
                text.endsWith(
                    "\"imap.example.gov.cn\" is no mail server. Write \"imaps://host:port\" or"
                        + " \"imap://host:port\"; user and password stand elsewhere."));
  }

  @Test
  void a_mail_text_with_a_placeholder_that_nobody_fills() throws IOException {
    change("texts/mail.yaml", "{queryCode}", "{querycode}");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("config/texts/mail.yaml:")
        .endsWith(
            ": unknown placeholder \"querycode\". Known: caseNo, name, queryCode, receivedAt. Did"
                + " you mean \"queryCode\"?");
  }

  @Test
  void a_rule_that_points_to_nothing() throws IOException {
    append("tables/routing.csv", "S90,20,0199,驿站,,ybjj,mzz|fy,GENERL,x5,\n");

    int line = lines("tables/routing.csv");
    String at = "config/tables/routing.csv:" + line + ":";
    assertThat(problems())
        .containsExactly(
            at + "8: unknown categoryCode \"0199\". They stand in config/tables/categories.csv.",
            at
                + "17: unknown lead \"ybjj\". They stand in config/tables/departments.csv. Did you"
                + " mean \"ybj\"?",
            at
                + "22: unknown support \"mzz\". They stand in config/tables/departments.csv. Did you"
                + " mean \"mzj\"?",
            at
                + "22: \"fy\" is a referral body; no case is dispatched to it. Name a department that"
                + " handles, or make it an exclusion rule.",
            at
                + "29: unknown issueClass \"GENERL\". Known: COMPLEX, DIFFICULT, GENERAL, URGENT. Did"
                + " you mean \"GENERAL\"?",
            at + "36: workdays is \"x5\". Write a number from 1 to 250.");
  }

  @Test
  void a_rule_that_can_never_win() throws IOException {
    append("tables/routing.csv", "S90,20,0501,驾驶证,,jjzd,,GENERAL,3,\n");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("config/tables/routing.csv:")
        .contains(": rule S90 can never win: S19 (config/tables/routing.csv:43) comes first");
  }

  @Test
  void a_table_without_its_fallback() throws IOException {
    change("tables/routing.csv", "F99,99,9901,*,", "F99,98,9901,其他,");
    change("tables/routing.test.csv", ",F99", ",S01");

    assertThat(problems())
        .containsExactly(
            "config/tables/routing.csv:1:1: the table needs exactly one fallback row. Keep one row"
                + " with priority 99 and allOf *; its cases go to the duty coordinator.");
  }

  @Test
  void a_column_that_the_table_does_not_have() throws IOException {
    change("tables/routing.csv", "workdays,note", "workdays,when");
    change("tables/categories.csv", "nameZh,nameEn", "name_zh,nameEn");

    assertThat(problems())
        .contains(
            "config/tables/categories.csv:2:14: unknown column \"name_zh\". Columns: categoryCode,"
                + " nameEn, nameZh, parentCode. Did you mean \"nameZh\"?",
            "config/tables/categories.csv:2:1: column \"nameZh\" is missing. Add it.")
        .anyMatch(
            text -> text.startsWith("config/tables/routing.csv:2:76: unknown column \"when\"."));
  }

  @Test
  void a_comma_inside_a_cell_without_quotes() throws IOException {
    append("tables/categories.csv", "9902,其他,Other, really,99\n");

    assertThat(problems())
        .singleElement()
        .asString()
        .endsWith(
            ":1: this row has 5 cells, the header has 4. Count the commas; a cell with a comma in it"
                + " needs \"quotes\".");
  }

  @Test
  void a_row_twice_and_a_parent_that_does_not_exist() throws IOException {
    append("tables/regions.csv", "340882,潜山市,340899,COUNTY,x\n");

    assertThat(problems())
        .anyMatch(text -> text.endsWith(": region 340882 stands twice. Keep one row."))
        .anyMatch(text -> text.contains(": unknown parentCode \"340899\"."));
  }

  @Test
  void a_department_file_for_a_department_that_does_not_exist() throws IOException {
    write("departments/340882-ybk.yaml", "adapter: queue\n");
    write("departments/340882-fy.yaml", "adapter: queue\n");
    write("departments/ybj.yaml", "adapter: queue\n");

    assertThat(problems())
        .containsExactly(
            "config/departments/340882-fy.yaml:1:1: region 340882 has no department fy that handles"
                + " cases. Look at the region's code and at the type's tiers and kind in the tables.",
            "config/departments/340882-ybk.yaml:1:1: unknown department type \"ybk\". They stand in"
                + " config/tables/departments.csv. Did you mean \"ybj\"?",
            "config/departments/ybj.yaml:1:1: \"ybj\" is not a department. Name the file"
                + " <region>-<type>.yaml, for example 340882-ybj.yaml.");
  }

  @Test
  void a_file_that_nobody_reads_or_that_is_gone() throws IOException {
    Files.move(config.resolve("deadlines.yaml"), config.resolve("deadline.yaml"));

    assertThat(problems())
        .contains(
            "config/deadlines.yaml:1:1: this file is missing. Put it there; the hub needs it.")
        .anyMatch(text -> text.startsWith("config/deadline.yaml:1:1: unknown file"))
        .anyMatch(text -> text.endsWith("Did you mean \"config/deadlines.yaml\"?"));
  }

  @Test
  void a_day_that_does_not_exist_or_stands_in_the_wrong_year() throws IOException {
    change("calendars/2026.yaml", "2026-05-09", "2026-02-30");
    change("calendars/2025.yaml", "2025-10-01", "2023-10-01");

    assertThat(problems())
        .hasSize(2)
        .anyMatch(
            text -> text.endsWith(": 2023-10-01 is not in 2025. Put it into the file of its year."))
        .anyMatch(
            text ->
                text.endsWith(": \"2026-02-30\" is not valid. Write a day such as 2026-10-01."));
  }

  @Test
  void broken_yaml_and_a_key_twice() throws IOException {
    write("review.yaml", "# x\nclosesItself: [SOLVED\n");
    append("channels/hotline.yaml", "http: false\n");

    assertThat(problems())
        .hasSize(2)
        .anyMatch(
            text ->
                text.matches(
                    "config/channels/hotline.yaml:\\d+:1: key \"http\" stands here twice. Keep one of them."))
        .anyMatch(text -> text.startsWith("config/review.yaml:3:1: this is no YAML: "));
  }

  @Test
  void a_table_that_is_no_text() throws IOException {
    Files.write(config.resolve("tables/exclusions.csv"), new byte[] {'a', (byte) 0xC3, '\n'});

    assertThat(problems())
        .anyMatch(
            text -> text.startsWith("config/tables/exclusions.csv:1:1: this file is not UTF-8. "));
  }

  @Test
  void a_type_of_department_that_no_region_has() {
    var findings = new Findings();
    var files =
        ConfigFiles.read(config, folder.resolve("mappings"), folder.resolve("routes"))
            .with(
                RegionsTable.FILE,
                "regionCode,nameZh,parentCode,tier\n340000,安徽省,,PROVINCE\n".getBytes(UTF_8));
    var regions = RegionsTable.read(files, findings);
    var departments = DepartmentsTable.read(files, regions, findings);
    var known =
        new RoutingReader.Known(
            regions, departments, Categories.read(files, findings), Set.of("hotline"));
    new RoutingAdvice(files, known, List.of(), findings).advise(List.of());

    assertThat(findings.advice())
        .anyMatch(
            p ->
                p.file().equals("config/tables/departments.csv")
                    && p.what().equals("no region has a department of type xzf."));
  }

  @Test
  void a_rule_for_regions_and_channels_that_do_not_exist() throws IOException {
    write(
        "tables/routing.csv",
        "ruleId,priority,categoryCode,allOf,noneOf,lead,support,issueClass,workdays,channel,region\n"
            + "S05,20,0102,医保,,ybj,,GENERAL,5,fax,3499\n"
            + "F99,99,9901,*,,sjj,,GENERAL,5,,\n");
    write("tables/routing.test.csv", "text,expectedRule\n");

    assertThat(problems())
        .anyMatch(
            text ->
                text.startsWith("config/tables/routing.csv:2:32: unknown channel \"fax\". Known: "))
        .contains(
            "config/tables/routing.csv:2:36: no region's code begins with \"3499\". Write a code of"
                + " config/tables/regions.csv or its first digits.");
  }

  @Test
  void no_mistake_are_a_mark_at_the_start_another_order_of_columns_and_comments()
      throws IOException {
    String rows = "# For people.\nexpectedRule,text\n# The first.\nS01,异地就医备案失败\n";
    write("tables/routing.test.csv", "\uFEFF" + rows.replace("\n", "\r\n"));

    assertThat(load().phrases())
        .containsExactly(new RoutingPhrase("异地就医备案失败", "S01", "config/tables/routing.test.csv:4"));
  }

  @Test
  void a_table_saved_in_another_encoding() throws IOException {
    String text = Files.readString(config.resolve("tables/exclusions.csv"));
    Files.write(config.resolve("tables/exclusions.csv"), text.getBytes(Charset.forName("GB18030")));

    assertThat(problems())
        .contains(
            "config/tables/exclusions.csv:1:1: this file is not UTF-8 but GB18030 (GBK), as Excel saves"
                + " it. Save it again with encoding UTF-8: bin/hub table --utf8"
                + " config/tables/exclusions.csv");
  }

  @Test
  void a_path_that_is_no_channels_or_anothers() throws IOException {
    change("channels/web.yaml", "/intake/web/submit", "/api/v1/parked");
    append("channels/counter.yaml", "path: /intake/x\n");
    change("channels/counter.yaml", "http: true", "http: false");
    append("channels/hotline.yaml", "path: /intake/x\n");

    assertThat(problems())
        .containsExactly(
            "config/channels/counter.yaml:19:7: a path without an entrance. Write http: true.",
            "config/channels/hotline.yaml:1:1: the path /intake/x is that of channel counter. Give"
                + " each channel its own.",
            "config/channels/web.yaml:10:7: \"/api/v1/parked\" cannot be a channel's path. Write"
                + " /intake/ and words of small letters, digits and hyphens.");
  }

  @Test
  void a_mapping_that_is_not_there() throws IOException {
    Files.createDirectories(folder.resolve("mappings"));
    Files.writeString(folder.resolve("mappings/hotline.yaml"), "# x\n");

    assertThat(problems())
        .contains(
            "config/channels/hotline.yaml:5:10: unknown mapping \"hotline-json\". Mappings: hotline.");
  }

  @Test
  void a_folder_for_files_that_is_no_place_below_var() throws IOException {
    change("channels/township.yaml", "at: batch/township", "at: ../etc");

    assertThat(problems())
        .containsExactly(
            "config/channels/township.yaml:10:15: \"../etc\" cannot be a folder for files. Write a"
                + " folder and a subfolder of var/ with letters, digits, - and _, such as"
                + " batch/township.");
  }

  @Test
  void an_sftp_server_that_is_none_or_has_its_password_in_the_address() throws IOException {
    String sftp = "sftp: { server: \"%s\", user: hub, knownHosts: ../x }\n";
    append("channels/township.yaml", sftp.formatted("sftp://hub:secret@files.example/in"));

    assertThat(problems())
        .hasSize(2)
        .anyMatch(text -> text.contains("is no SFTP server. Write sftp://host:port/folder"))
        .anyMatch(text -> text.contains("\"../x\" is no file below var/."));
  }

  @Test
  void an_empty_folder_names_every_file_it_needs() {
    config = folder.resolve("nowhere");

    assertThat(problems()).hasSize(18).allMatch(text -> text.contains("this file is missing."));
  }

  @Test
  void a_file_that_an_editor_left_behind_is_no_mistake() throws IOException {
    write("tables/.routing.csv.swp", "x");
    write("deadlines.yaml~", "x");

    assertThatCode(this::load).doesNotThrowAnyException();
  }

  private HubConfig load() {
    return ConfigLoader.load(config, folder.resolve("mappings"), folder.resolve("routes"));
  }

  private List<String> problems() {
    return catchThrowableOfType(Problems.class, this::load).list().stream()
        .map(Problem::toString)
        .toList();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(config.resolve(file), text);
  }

  private void append(String file, String text) throws IOException {
    write(file, Files.readString(config.resolve(file)) + text);
  }

  private void change(String file, String what, String into) throws IOException {
    String text = Files.readString(config.resolve(file));
    assertThat(text).contains(what);
    write(file, text.replace(what, into));
  }

  private int lines(String file) throws IOException {
    return Files.readAllLines(config.resolve(file)).size();
  }
}
