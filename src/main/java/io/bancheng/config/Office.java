package io.bancheng.config;

/** The people of the office: who may do what. */
public record Office(StaffFile staff) {}
