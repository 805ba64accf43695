/** Proves every editable file without a server: shape, names, references, a rehearsal of the routes and all cases. */
package hub.check;
