/** Documents that came along with cases (附件), kept once by their content. */
package io.bancheng.attachments;
