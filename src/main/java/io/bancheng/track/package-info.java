/** Public tracking (进度查询): the reporter looks where the matter stands. */
package io.bancheng.track;
