/** The program: starts the embedded services, wires the modules and runs the routes. */
package hub;
