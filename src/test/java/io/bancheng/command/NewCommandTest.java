package io.bancheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;

class NewCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;

  private String said = "";

  @BeforeEach
  void shippedFiles() throws IOException {
    for (String folder : new String[] {"config", "mappings", "routes"}) {
      FileSystemUtils.copyRecursively(Path.of(folder), dir.resolve(folder));
    }
  }

  @Test
  void a_channel_is_guessed_from_the_documentations_sample() throws IOException {
    Path sample =
        sample(
            "first.json",
            """
            {"id": "QS-1", "time": "2026/10/9 9:30", "name": "张某某", "phone": "194-0000-0031",
             "secret": "否", "kind": "求助", "title": "出生证办不了",
             "text": "医院说要先有户口，派出所说要先有出生医学证明。", "area": "340882",
             "files": [{"fileName": "a.pdf", "url": "https://county.example/a.pdf"}], "and": "x"}
            """);
    assertThat(run("new", "channel", "county", "--json", sample.toString(), "--region", "340882"))
        .as(() -> said)
        .isZero();
    assertThat(said)
        .contains("guessed  demand.content from text", "kept     `and` was not recognised")
        .contains("No problem found.");
    var expected =
        JSON.readTree(dir.resolve("mappings/county-json/sample.expected.json").toFile())
            .path("canonical");
    assertThat(expected.at("/envelope/sourceCaseId").asText()).isEqualTo("QS-1");
    assertThat(expected.at("/envelope/sentAt").asText()).isEqualTo("2026-10-09T09:30:00+08:00");
    assertThat(expected.at("/reporter/name").asText()).isEqualTo("张某某");
    assertThat(expected.at("/reporter/contacts/0/value").asText()).isEqualTo("19400000031");
    assertThat(expected.at("/reporter/confidential").asBoolean()).isFalse();
    assertThat(expected.at("/demand/type").asText()).isEqualTo("HELP");
    assertThat(expected.at("/demand/title").asText()).isEqualTo("出生证办不了");
    assertThat(expected.at("/location/regionCode").asText()).isEqualTo("340882");
    assertThat(expected.at("/attachments/0/name").asText()).isEqualTo("a.pdf");
    assertThat(expected.at("/extensions/and").asText()).isEqualTo("x");
    assertThat(run("check", dir.toString())).as(() -> said).isZero();
    assertThat(run("test", dir.toString())).as(() -> said).isZero();
  }

  @Test
  void an_xml_and_a_table_are_guessed_as_well() throws IOException {
    Path xml =
        sample(
            "one.xml",
            "<Order><Head><OrderNo>A1</OrderNo><SendTime>20261009093000</SendTime></Head>"
                + "<Body><LinkMan>李某</LinkMan><Mobile>19400000032</Mobile><Sex>1</Sex>"
                + "<AppealContent>社保卡一直没有制出来。</AppealContent></Body></Order>");
    assertThat(run("new", "channel", "town", "--xml", xml.toString())).as(() -> said).isZero();
    assertThat(said)
        .contains("guessed  reporter.name from Order.Body.LinkMan")
        .contains("kept     Order.Body.Sex was not recognised");
    Path csv =
        sample(
            "登记_20261009.csv",
            "编号,登记日期,姓名,联系电话,事项,诉求内容\n7,2026-10-09,王某,19400000033,低保,材料交了四个月。\n");
    assertThat(run("new", "channel", "list", "--csv", csv.toString(), "--channel", "BATCH"))
        .as(() -> said)
        .isZero();
    assertThat(Files.readString(dir.resolve("mappings/list-csv.yaml")))
        .contains("needed: [编号, 登记日期, 诉求内容]", "optional: [姓名, 联系电话, 事项]");
    assertThat(run("test", dir.toString())).as(() -> said).isZero();
  }

  @Test
  void what_is_needed_and_was_not_found_is_said() throws IOException {
    Path sample = sample("odd.json", "{\"a\": \"x\", \"b\": {\"c\": 3}}");
    assertThat(run("new", "channel", "odd", "--json", sample.toString())).isEqualTo(1);
    assertThat(said)
        .contains("missing  envelope.sourceCaseId", "missing  demand.content")
        .contains("missing  demand.reportedAt");
    assertThat(Files.readString(dir.resolve("mappings/odd-json.yaml")))
        .contains("# TODO needed: demand.content");
  }

  @Test
  void nothing_is_ever_written_over() throws IOException {
    Path sample = sample("one.json", "{\"id\": 1, \"content\": \"x\", \"time\": \"2026-10-09\"}");
    var before = Files.readString(dir.resolve("config/channels/hotline.yaml"));
    assertThat(run("new", "channel", "hotline", "--json", sample.toString())).isEqualTo(2);
    assertThat(said).contains("hotline-json.yaml is there already");
    assertThat(Files.readString(dir.resolve("config/channels/hotline.yaml"))).isEqualTo(before);
    assertThat(run("new", "department", "340882:ybj", "--queue")).isEqualTo(2);
    assertThat(said).contains("340882-ybj.yaml is there already");
  }

  @Test
  void every_command_is_one_and_no_other_word_is() {
    assertThat(HubCommand.isOne(new String[] {"new", "channel"})).isTrue();
    assertThat(HubCommand.isOne(new String[] {"export"})).isTrue();
    assertThat(HubCommand.isOne(new String[] {"shadow"})).isTrue();
    assertThat(HubCommand.isOne(new String[] {"--help"})).isTrue();
    assertThat(HubCommand.isOne(new String[] {"--server.port=1"})).isFalse();
    assertThat(HubCommand.isOne(new String[0])).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "--queue,,adapter: queue",
    "--pull,,adapter: pull",
    "--rest,https://hall.qs.gov.cn/in,url: https://hall.qs.gov.cn/in ",
    "--poll,https://hall.qs.gov.cn/out,  url: https://hall.qs.gov.cn/out",
    "--mail,zrzy@qs.gov.cn,to: zrzy@qs.gov.cn",
    "--file,departments/zgj,at: departments/zgj"
  })
  void a_departments_file_passes_the_check_at_once(String option, String value, String line)
      throws IOException {
    assertThat(
            value == null
                ? run("new", "department", "340882:zgj", option)
                : run("new", "department", "340882:zgj", option, value))
        .as(() -> said)
        .isZero();
    assertThat(Files.readString(dir.resolve("config/departments/340882-zgj.yaml")))
        .contains(line)
        .doesNotContain("<region>", "<type>", "<user>", "copy to");
  }

  @Test
  void a_department_that_no_table_knows_is_told_where_to_add_it() throws IOException {
    assertThat(run("new", "department", "340882:xyz", "--queue")).isEqualTo(2);
    assertThat(said).contains("tables/departments.csv");
    assertThat(run("new", "department", "999999:ybj", "--queue")).isEqualTo(2);
    assertThat(said).contains("tables/regions.csv");
  }

  private Path sample(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private int run(String... args) {
    var words = new StringWriter();
    var line = new CommandLine(new HubCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(words));
    line.setErr(new PrintWriter(words));
    int exit =
        args[0].equals("new")
            ? line.execute(
                Stream.concat(Arrays.stream(args), Stream.of("--dir", dir.toString()))
                    .toArray(String[]::new))
            : line.execute(args);
    said = words.toString();
    return exit;
  }
}
