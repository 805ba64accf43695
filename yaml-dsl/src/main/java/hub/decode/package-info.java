/** Turns what devices sent into standard telemetry, or into dead letters that say what was wrong and where. */
package hub.decode;
