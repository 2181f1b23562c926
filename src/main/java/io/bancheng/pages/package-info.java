/** What the public pages share: looks, languages, headers, limits. */
package io.bancheng.pages;
