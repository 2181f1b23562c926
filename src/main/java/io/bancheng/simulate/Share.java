package io.bancheng.simulate;

import io.bancheng.canonical.DepartmentId;
import java.time.Instant;

/** A department's share of a case as the department itself knows it, from the letters it got. */
final class Share {
  private final String id;
  private final DepartmentId department;
  private final boolean lead;
  private Instant due;
  private boolean over;
  private boolean forgotten;
  private int told;

  Share(String id, DepartmentId department, boolean lead, Instant due) {
    this.id = id;
    this.department = department;
    this.lead = lead;
    this.due = due;
  }

  String id() {
    return id;
  }

  String caseNo() {
    return id.substring(0, id.lastIndexOf('-'));
  }

  DepartmentId department() {
    return department;
  }

  boolean lead() {
    return lead;
  }

  Instant due() {
    return due;
  }

  void due(Instant later) {
    due = later;
  }

  /** Nothing more is wanted: answered, given back or taken away. */
  boolean over() {
    return over;
  }

  void end() {
    over = true;
  }

  void reopen() {
    over = false;
  }

  boolean forgotten() {
    return forgotten;
  }

  void forget(boolean so) {
    forgotten = so;
  }

  /** A number for each thing that is said about it. */
  int next() {
    return told++;
  }
}
