/** How rows of legacy tables become master data: the mapping files, read, checked, tried by their cases and kept in force. */
package hub.master.mapping;
