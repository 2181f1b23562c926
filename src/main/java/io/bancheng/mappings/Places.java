package io.bancheng.mappings;

import static io.bancheng.canonical.DataQualityFlag.REGION_GUESSED;
import static io.bancheng.canonical.DataQualityFlag.REGION_MISSING;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.DataQualityFlag;
import io.bancheng.canonical.Gazetteer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where it happened: the region's six digits (GB/T 2260) and, where known, the township's nine. A
 * code that is not one of our regions is no code; then the address in words decides.
 */
record Places(Gazetteer gazetteer) {
  private static final Pattern CODE = Pattern.compile("\\d{6}|\\d{9}|\\d{12}");
  private static final String NO_TOWN = "000";

  void normalise(ObjectNode location, Set<DataQualityFlag> flags) {
    String code = Words.identifier(location.path("regionCode").asText());
    if (CODE.matcher(code).matches() && gazetteer.knows(code.substring(0, 6))) {
      put(location, code.substring(0, 6), town(code));
      return;
    }
    if (inWords(location, code)) {
      return;
    }
    var place = gazetteer.locate(location.path("address").asText());
    if (place.isPresent()) {
      flags.add(REGION_GUESSED);
      put(location, place.get().regionCode(), place.get().townCode());
    } else {
      flags.add(REGION_MISSING);
      location.putNull("regionCode").remove("townCode");
    }
  }

  /** A form's own field for the place says it for certain, also if it says it by its name. */
  private boolean inWords(ObjectNode location, String name) {
    var place = name.matches("\\d*") ? Optional.<Gazetteer.Place>empty() : gazetteer.locate(name);
    place.ifPresent(p -> put(location, p.regionCode(), p.townCode()));
    if (place.isEmpty() && !name.matches("\\d*") && !location.has("address")) {
      location.put("address", location.path("regionCode").asText());
    }
    return place.isPresent();
  }

  private static void put(ObjectNode location, String region, String town) {
    location.put("regionCode", region);
    if (town != null && !location.path("townCode").asText().startsWith(region)) {
      location.put("townCode", town);
    }
  }

  private static String town(String code) {
    return code.length() < 9 || code.startsWith(NO_TOWN, 6) ? null : code.substring(0, 9);
  }
}
