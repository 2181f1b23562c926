package io.bancheng.config;

/**
 * What a case is about (事项类别): a domain of two digits or a category of four inside it.
 *
 * @param parentCode empty for a domain
 */
public record Category(String code, String nameZh, String nameEn, String parentCode) {}
