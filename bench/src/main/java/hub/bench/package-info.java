/** The measuring room's commands: the simulated fleet ({@code hub send}) and the benches, all looking at the hub from outside. */
package hub.bench;
