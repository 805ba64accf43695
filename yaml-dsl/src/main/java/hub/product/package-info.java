/** The product language: what a product file may say, read into plain records with every problem named by line. */
package hub.product;
