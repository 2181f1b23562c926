package io.bancheng.config;

/** The people of the office: who may do what, who is on duty, what is suspicious. */
public record Office(StaffFile staff, Roster roster, BuckPassing buckPassing) {}
