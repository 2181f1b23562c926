/** Open311 GeoReport v2: civic apps file and follow cases. */
package io.bancheng.open311;
