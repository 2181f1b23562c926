package io.bancheng;

import java.util.List;

/** The systems that got their first key at this start. */
record NewKeys(List<String> systemIds) {
  boolean include(String systemId) {
    return systemIds.contains(systemId);
  }
}
