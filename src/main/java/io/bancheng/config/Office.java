package io.bancheng.config;

/** The people of the office: who may do what, and who is on duty. */
public record Office(StaffFile staff, Roster roster) {}
