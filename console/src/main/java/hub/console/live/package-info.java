/** What happens now, pushed to browsers as server-sent events without slowing the hub down. */
package hub.console.live;
