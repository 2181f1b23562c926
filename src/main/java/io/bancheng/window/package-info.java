/** The public page where a person tells what could not be got done (网上窗口). */
package io.bancheng.window;
