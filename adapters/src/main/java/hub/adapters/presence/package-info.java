/** Presence: who is connected, when each device was last heard, and who has been silent for too long. */
package hub.adapters.presence;
