/** The window: who may see what; screens, Hawtio and the API are guarded here and nowhere else. */
package hub.console;
