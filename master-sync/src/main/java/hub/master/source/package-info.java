/** Legacy systems that are asked again and again, or that leave files: where each stands, and what its rows say. */
package hub.master.source;
