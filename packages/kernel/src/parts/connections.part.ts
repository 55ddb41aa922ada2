// The part of the kernel for methods that keep a connection open.
export { KeptConnection } from "../connections/kept-connection.js";
