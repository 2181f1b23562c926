package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.harness.Orders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents that came along with a case, for those who may have them. */
class AttachmentsTest extends HubTest {
  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-12T09:00:00");
  }

  @Test
  void a_document_that_only_has_an_address_is_listed_and_cannot_be_fetched() {
    String files = files(order("FILES-1", false));
    var list = hub().get("department.340882.ybj", files);
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.body().at("/attachments/0/name").asText()).isEqualTo("照片.jpg");
    assertThat(list.body().at("/attachments/0/href").isMissingNode()).isTrue();
    assertThat(hub().get("staff.admin", files + "/1").status()).isEqualTo(404);
    assertThat(hub().get("staff.admin", files + "/2").status()).isEqualTo(404);
  }

  @Test
  void only_staff_and_the_departments_of_the_case_may_look() {
    String files = files(order("FILES-2", false));
    assertThat(hub().get("department.341522.gaj", files).status()).isEqualTo(404);
    assertThat(hub().get("channel.hotline", files).status()).isEqualTo(404);
    assertThat(hub().get("staff.admin", files).status()).isEqualTo(200);
  }

  @Test
  void documents_of_a_confidential_reporter_are_for_staff_only() {
    String files = files(order("FILES-3", true));
    assertThat(hub().get("department.340882.ybj", files).status()).isEqualTo(403);
    assertThat(hub().get("staff.admin", files).status()).isEqualTo(200);
  }

  private String order(String code, boolean secret) {
    var order = Orders.order(code, "340882", "异地就医备案失败", "来电人反映异地就医备案一直提示失败。");
    var data = (ObjectNode) order.get("data");
    data.put("isSecret", secret ? "1" : "0");
    data.putArray("files")
        .addObject()
        .put("fileName", "照片.jpg")
        .put("fileUrl", "https://hotline.example/f/1");
    return hub().push("hotline", order.toString()).text("caseNo");
  }

  private static String files(String caseNo) {
    return "/api/v1/cases/" + caseNo + "/attachments";
  }
}
