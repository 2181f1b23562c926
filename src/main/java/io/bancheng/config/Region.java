package io.bancheng.config;

/**
 * A region (行政区划): six digits by GB/T 2260, a township nine.
 *
 * @param parentCode empty for the province
 */
public record Region(String code, String nameZh, String parentCode, Tier tier) {}
